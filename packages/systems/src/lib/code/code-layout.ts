/**
 * Code to be laid out on one line where it fits, and one part a line where it does not:
 * a text that stands as it is, a list or object literal, a property of one, a function called,
 * a value with methods called on it, or an arrow function.
 */
export type Code =
  | string
  | { readonly open: string; readonly parts: readonly Code[]; readonly close: string }
  | { readonly key: string; readonly property: Code }
  | { readonly call: string; readonly args: readonly Code[] }
  | { readonly value: string; readonly chain: readonly Code[] }
  | { readonly arrow: string; readonly body: Code }

const WIDTH = 100

/** The code as text, its later lines indented by so many spaces. */
export function layOut(code: Code, indent = 0): string {
  const line = onOneLine(code)
  if (typeof code === 'string' || indent + line.length <= WIDTH) return line
  const inner = `\n${' '.repeat(indent + 2)}`
  const outer = `\n${' '.repeat(indent)}`
  const within = (part: Code): string => `${inner}${layOut(part, indent + 2)}`
  if ('parts' in code) {
    return `${code.open.trim()}${code.parts.map((part) => `${within(part)},`).join('')}${outer}${code.close.trim()}`
  }
  if ('property' in code) return `${code.key}: ${layOut(code.property, indent)}`
  if ('chain' in code) return `${code.value}${code.chain.map(within).join('')}`
  if ('arrow' in code) return `${code.arrow} =>${within(code.body)},${outer}`
  const first = code.args.slice(0, -1).map(onOneLine)
  const last = code.args.slice(-1).map((arg) => layOut(arg, indent))
  return `${code.call}(${[...first, ...last].join(', ')})`
}

function onOneLine(code: Code): string {
  if (typeof code === 'string') return code
  if ('property' in code) return `${code.key}: ${onOneLine(code.property)}`
  if ('arrow' in code) return `${code.arrow} => ${onOneLine(code.body)}`
  if ('chain' in code) return `${code.value}${code.chain.map(onOneLine).join('')}`
  if ('call' in code) return `${code.call}(${code.args.map(onOneLine).join(', ')})`
  if (code.parts.length === 0) return `${code.open.trim()}${code.close.trim()}`
  return `${code.open}${code.parts.map(onOneLine).join(', ')}${code.close}`
}
