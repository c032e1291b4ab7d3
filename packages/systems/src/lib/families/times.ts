import fc, { type Arbitrary } from 'fast-check'

const FIRST = Date.UTC(2025, 0, 1)
const DAYS = 730
const DAY_MS = 86_400_000
const QUARTER_MS = 900_000

/** Days of 2025 and 2026, such as `2025-12-02`; smaller ones are nearer to the first. */
export const day: Arbitrary<string> = fc
  .nat({ max: DAYS - 1 })
  .map((days) => new Date(FIRST + days * DAY_MS).toISOString().slice(0, 10))

/** A quarter of an hour in the working day of such a day, such as `2025-12-02T09:30:00Z`. */
export const moment: Arbitrary<string> = fc
  .tuple(fc.nat({ max: DAYS - 1 }), fc.integer({ min: 32, max: 68 }))
  .map(([days, quarter]) =>
    new Date(FIRST + days * DAY_MS + quarter * QUARTER_MS).toISOString().replace('.000Z', 'Z'),
  )

/** A quarter of an hour in the working day, such as `09:30`. */
export const hour: Arbitrary<string> = moment.map((text) => text.slice(11, 16))

/** The same as a number of seconds since 1970. */
export const seconds: Arbitrary<number> = moment.map((text) => Date.parse(text) / 1000)
