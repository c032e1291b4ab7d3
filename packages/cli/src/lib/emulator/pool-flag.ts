import { InvalidArgumentError } from 'commander'

/**
 * Reads `close=16,jira=2`, adding to what the same flag gave before.
 *
 * @throws InvalidArgumentError for anything that is not a list of `server=size`
 */
export function parsePoolFlag(
  text: string,
  before: Readonly<Record<string, number>> = {},
): Record<string, number> {
  const pools: Record<string, number> = { ...before }
  for (const item of text.split(',')) {
    const { server, size } = /^(?<server>[^=\s]+)=(?<size>\d+)$/.exec(item.trim())?.groups ?? {}
    if (server === undefined || size === undefined) {
      throw new InvalidArgumentError(`'${item}' is not of the form server=size, such as close=16.`)
    }
    pools[server] = Number(size)
  }
  return pools
}
