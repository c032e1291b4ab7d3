import { countIn, textIn } from '../systems/argument.ts'
import { SlackFailure } from './slack-messages.ts'

/** A page, and where the next begins; nothing when it was the last. */
export function pageOf<Item>(
  all: readonly Item[],
  input: Readonly<Record<string, unknown>>,
  usual: number,
): { readonly items: readonly Item[]; readonly cursor: string } {
  const written = Buffer.from(textIn(input, 'cursor') ?? '', 'base64').toString()
  const [, start] = /^next:(\d+)$/.exec(textIn(input, 'cursor') ? written : 'next:0') ?? []
  if (start === undefined) throw new SlackFailure('invalid_cursor')
  const end = Number(start) + countIn(input, 'limit', usual)
  const cursor = end < all.length ? Buffer.from(`next:${end}`).toString('base64') : ''
  return { items: all.slice(Number(start), end), cursor }
}

export function newestFirst(one: { readonly ts: string }, other: { readonly ts: string }): number {
  return Number(other.ts) - Number(one.ts)
}
