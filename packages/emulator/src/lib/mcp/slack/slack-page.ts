import { numberIn, textIn } from '../systems/argument.ts'
import { SlackFailure } from './slack-messages.ts'

/** A page, and where the next begins; nothing when it was the last. */
export function pageOf<Item>(
  all: readonly Item[],
  input: Readonly<Record<string, unknown>>,
  usual: number,
): { readonly items: readonly Item[]; readonly cursor: string } {
  const start = Number(
    Buffer.from(textIn(input, 'cursor') ?? '', 'base64')
      .toString()
      .slice(5),
  )
  if (!Number.isSafeInteger(start)) throw new SlackFailure('invalid_cursor')
  const end = start + numberIn(input, 'limit', usual)
  const cursor = end < all.length ? Buffer.from(`next:${end}`).toString('base64') : ''
  return { items: all.slice(start, end), cursor }
}

export function newestFirst(one: { readonly ts: string }, other: { readonly ts: string }): number {
  return Number(other.ts) - Number(one.ts)
}
