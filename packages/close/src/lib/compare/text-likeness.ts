/** Pairs of neighbouring letters, by which texts are compared. */
export type LetterPairs = ReadonlySet<string>

/** A text's pairs of neighbouring letters and digits; case and everything else do not count. */
export function letterPairs(text: string): LetterPairs {
  const pairs = new Set<string>()
  for (const word of text.toLowerCase().split(/[^\p{L}\p{N}]+/u)) {
    if (word.length === 1) pairs.add(word)
    for (let index = 1; index < word.length; index++) pairs.add(word.slice(index - 1, index + 1))
  }
  return pairs
}

/** How much two sets of texts share, from 0 to 1; nothing where both are empty. */
export function overlap(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  const size = one.size + other.size
  return size === 0 ? 0 : (2 * shared(one, other)) / size
}

/**
 * How much of a name, or of the text of a pattern for it, is found in another name, from 0 to 1:
 * `/follow-up/i` is wholly in `Follow up with Ada`. Of two names that have the whole of it, the one
 * that has less besides is a little nearer.
 */
export function nameLikeness(expected: unknown, actual: unknown): number {
  const text = expected instanceof RegExp ? wordsOf(expected) : expected
  if (typeof text !== 'string' || typeof actual !== 'string') return 0
  const [pairs, others] = [letterPairs(text), letterPairs(actual)]
  const smaller = Math.min(pairs.size, others.size)
  return smaller === 0 ? 0 : shared(pairs, others) / smaller + overlap(pairs, others) / 100
}

/** What a pattern says in words, as far as one can tell: `/^follow-?up\b/` says `follow-up`. */
function wordsOf({ source }: RegExp): string {
  return source.replaceAll(/\\[a-zA-Z]|\[[^\]]*\]|\{\d*,?\d*\}/g, ' ')
}

function shared(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  let count = 0
  for (const text of one) if (other.has(text)) count++
  return count
}
