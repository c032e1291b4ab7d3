import { isRecord } from './same-value.ts'
import type { Part, PartShape } from './part-shape.ts'

/**
 * How alike two texts are, from 0 to 1: which part of their pairs of neighbouring letters they
 * share. Case and everything but letters and digits do not count.
 */
export function textLikeness(one: string, other: string): number {
  const [pairs, others] = [letterPairs(one), letterPairs(other)]
  if (pairs.size + others.size === 0) return one.toLowerCase() === other.toLowerCase() ? 1 : 0
  return (2 * sharedBy(pairs, others)) / (pairs.size + others.size)
}

/**
 * How much of a name, or of the text of a pattern for it, is found in another name, from 0 to 1:
 * `/follow-up/i` is wholly in `Follow up with Ada`.
 */
export function nameLikeness(expected: unknown, actual: unknown): number {
  const text = expected instanceof RegExp ? wordsOf(expected) : expected
  if (typeof text !== 'string' || typeof actual !== 'string') return 0
  const [pairs, others] = [letterPairs(text), letterPairs(actual)]
  const smaller = Math.min(pairs.size, others.size)
  // Of two names that have the whole of it, the one that has less besides is nearer.
  return smaller === 0 ? 0 : sharedBy(pairs, others) / smaller + textLikeness(text, actual) / 100
}

/** How much two parts share of what tells a part from others, besides its name; from 0 to 1. */
export function sharedContent(shape: PartShape, expected: Part, actual: Part): number {
  const [wanted, held] = [tellingTexts(shape, expected), tellingTexts(shape, actual)]
  return wanted.size === 0 ? 0 : (2 * sharedBy(wanted, held)) / (wanted.size + held.size)
}

/** What a part holds that another does not hold by chance: the names and addresses in its lists, dates. */
function tellingTexts(shape: PartShape, part: Part): ReadonlySet<string> {
  const texts = Object.entries(shape.lists).flatMap(([key, held]) => {
    const list: unknown = part[key]
    return Array.isArray(list)
      ? list.filter(isRecord).map((item) => textOf(key, item[held.identity]))
      : []
  })
  const own = ['value', 'date'].map((key) => textOf(key, part[key]))
  return new Set([...texts, ...own].filter((text) => text !== undefined))
}

function textOf(key: string, value: unknown): string | undefined {
  return typeof value === 'string' || typeof value === 'number' ? `${key} ${value}` : undefined
}

/** What a pattern says in words, as far as one can tell: `/^follow-?up\b/` says `follow-up`. */
function wordsOf({ source }: RegExp): string {
  return source.replaceAll(/\\[a-zA-Z]|\[[^\]]*\]|\{\d*,?\d*\}/g, ' ')
}

function letterPairs(text: string): ReadonlySet<string> {
  const words = text.toLowerCase().split(/[^\p{L}\p{N}]+/u)
  const pairs = new Set<string>()
  for (const word of words) {
    if (word.length === 1) pairs.add(word)
    for (let index = 1; index < word.length; index++) pairs.add(word.slice(index - 1, index + 1))
  }
  return pairs
}

function sharedBy(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  let shared = 0
  for (const text of one) if (other.has(text)) shared++
  return shared
}
