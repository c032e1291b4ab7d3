/** Control characters, line ends, halves of characters, and what turns the direction of text round. */
const unprintable = /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\p{Bidi_Control}]/gu
const named: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' }

/**
 * Text that somebody else wrote, made fit to be printed: control characters and line breaks are shown
 * escaped, so that it can neither steer a terminal nor begin a line of its own, and a long text is
 * cut. What a service, a server or a file says goes through this before it is part of a message.
 *
 * @param longest how many characters are shown, 300 by default
 *
 * @example
 * ```ts
 * import { printable } from '@sandpit/client/printable'
 *
 * console.log(printable('\u001b[2Jdone\n::error::forged')) // \x1b[2Jdone\n::error::forged
 * ```
 */
export function printable(text: string, longest: number = 300): string {
  // No character becomes shorter, so the rest would be cut off anyway.
  const shown = text.slice(0, longest + 1).replace(unprintable, escape)
  return shown.length > longest ? `${shown.slice(0, longest)}...` : shown
}

function escape(character: string): string {
  const code = character.codePointAt(0) ?? 0
  const hex = code.toString(16)
  return (
    named[character] ?? (code < 256 ? `\\x${hex.padStart(2, '0')}` : `\\u${hex.padStart(4, '0')}`)
  )
}
