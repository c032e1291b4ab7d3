import type { RandomNumbers } from '../fields/random-numbers.ts'

type Texts = readonly [string, ...string[]]

/** Texts that have broken something somewhere before. */
const NOTORIOUS: Texts = [
  '',
  ' ',
  '\t\r\n',
  '\u0000',
  '\ufeff',
  '\u202etxet',
  'null',
  'undefined',
  'NaN',
  'true',
  '0',
  '-1',
  '1e309',
  '[object Object]',
  '__proto__',
  'constructor',
  `'; DROP TABLE leads; --`,
  '<script>alert(1)</script>',
  '"quoted" \'single\' `back` \\ ${tick}',
  '%s%n %00 %2e%2e/',
  '../../../etc/passwd',
  '{{7*7}}',
  '=1+1',
  '😀👩‍👩‍👧‍👦🏳️‍🌈',
  'e\u0301é',
  'İstanbul ıIß',
  '日本語テキスト',
  'עברית العربية',
  '𝕬𝖈𝖒𝖊 ℀',
  'Z\u0351\u036b\u0343a\u0321lgo',
  '\u{10ffff}\ue000',
  'x'.repeat(2000),
]

/** Ranges of code points, none of them halves of a surrogate pair, which JSON cannot carry safely. */
const RANGES: readonly [Range, ...Range[]] = [
  [0x20, 0x7e],
  [0x20, 0x7e],
  [0x00, 0x1f],
  [0x80, 0x24f],
  [0x300, 0x36f],
  [0x2000, 0x206f],
  [0x4e00, 0x4fff],
  [0xe000, 0xffff],
  [0x1f300, 0x1faff],
  [0x10000, 0x10ffff],
]

type Range = readonly [first: number, last: number]

/** Any text at all: one in three is a notorious one. */
export function drawHostileText(random: RandomNumbers): string {
  if (random.chance(33)) return random.pick(NOTORIOUS)
  const length = random.below(random.chance(10) ? 200 : 12)
  return Array.from({ length }, () => drawCharacter(random)).join('')
}

/** A period, status or type, known or not. */
export function drawHostileLabel(random: RandomNumbers, known: Texts): string {
  return random.chance(40) ? random.pick(known) : drawHostileText(random)
}

/** A date, or what is not one. */
export function drawHostileDate(random: RandomNumbers): string {
  return random.chance(30) ? drawHostileText(random) : random.pick(DATES)
}

const DATES: Texts = [
  '2025-12-02',
  '2025-12-02T10:00:00Z',
  '2024-02-29',
  '2025-02-30',
  '0000-00-00',
  '9999-12-31',
  '+275760-09-13',
  '1970-01-01',
  '02/12/2025',
  'tomorrow',
]

function drawCharacter(random: RandomNumbers): string {
  const [first, last] = random.pick(RANGES)
  return String.fromCodePoint(random.between(first, last))
}
