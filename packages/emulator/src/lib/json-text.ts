/** A part of an answer that is JSON already. */
export class JsonText {
  readonly text: string

  constructor(text: string) {
    this.text = text
  }
}

/** JSON of an answer, of which some properties may be JSON already. */
export function stringify(value: unknown): string {
  if (!hasText(value)) return JSON.stringify(value)
  const parts = Object.entries(value).map(([name, each]) => {
    const text = each instanceof JsonText ? each.text : JSON.stringify(each)
    return text === undefined ? [] : [`${JSON.stringify(name)}:${text}`]
  })
  return `{${parts.flat().join()}}`
}

function hasText(value: unknown): value is object {
  return (
    typeof value === 'object' &&
    value !== null &&
    Object.values(value).some((each) => each instanceof JsonText)
  )
}
