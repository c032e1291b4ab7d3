/** A piece of a page, which is put into others as it is. */
export class Html {
  readonly text: string

  constructor(text: string) {
    this.text = text
  }
}

/** What can be put into a page; nothing is shown of `null`. */
type Shown = Html | string | number | null | readonly Html[]

/** Makes a piece of a page. What is put in is escaped, unless it is such a piece itself. */
export function html(texts: readonly string[], ...values: readonly Shown[]): Html {
  const parts = texts.map((text, index) => text + shown(values[index] ?? ''))
  return new Html(parts.join(''))
}

function shown(value: Shown): string {
  if (value === null) return ''
  if (value instanceof Html) return value.text
  if (typeof value === 'object') return value.map(({ text }) => text).join('')
  return String(value).replaceAll(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
}
