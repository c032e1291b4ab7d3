import { InvalidArgumentError } from 'commander'

/**
 * Reads `close=16,jira=2`, adding to what the same option gave before.
 *
 * @throws InvalidArgumentError for anything that is not a list of `name=whole number`
 */
export function parseNameNumberList(
  text: string,
  before: Readonly<Record<string, number>> = {},
): Record<string, number> {
  const values: Record<string, number> = { ...before }
  for (const item of text.split(',')) {
    const { name, number } = /^(?<name>[^=\s]+)=(?<number>\d+)$/.exec(item.trim())?.groups ?? {}
    if (name === undefined || number === undefined) {
      throw new InvalidArgumentError(`'${item}' is not of the form name=number, such as close=16.`)
    }
    values[name] = Number(number)
  }
  return values
}
