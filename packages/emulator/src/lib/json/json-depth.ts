/** Deeper than anybody's data, and shallow enough for whatever walks through it. */
const MOST_LEVELS = 500
const TOO_DEEP = `it is nested deeper than ${MOST_LEVELS} levels, as deep as the emulator reads`

const [QUOTE, BACKSLASH] = [0x22, 0x5c]
const [OPEN_LIST, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT] = [0x5b, 0x5d, 0x7b, 0x7d]

/**
 * Why a text is not read, be it JSON or not: it opens more lists and objects than are taken. What
 * is nested deeper than the stack would end the process wherever it is walked through.
 */
export function depthProblem(text: string): string | undefined {
  let depth = 0
  for (let index = 0; index < text.length; index += 1) {
    switch (text.charCodeAt(index)) {
      case QUOTE:
        index = endOfString(text, index)
        break
      case OPEN_LIST:
      case OPEN_OBJECT:
        depth += 1
        if (depth > MOST_LEVELS) return TOO_DEEP
        break
      case CLOSE_LIST:
      case CLOSE_OBJECT:
        depth -= 1
        break
      default:
    }
  }
  return undefined
}

/** Where the string that begins here ends. */
function endOfString(text: string, start: number): number {
  let end = text.indexOf('"', start + 1)
  while (end !== -1 && isEscaped(text, end)) end = text.indexOf('"', end + 1)
  return end === -1 ? text.length : end
}

function isEscaped(text: string, quote: number): boolean {
  let backslashes = 0
  while (text.charCodeAt(quote - 1 - backslashes) === BACKSLASH) backslashes += 1
  return backslashes % 2 === 1
}
