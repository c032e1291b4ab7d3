/** One thing measured on both sides in the same run, and what it has to reach. */
export interface Measurement {
  readonly name: string
  readonly unit: 'ms' | 'MiB' | 'runs' | 'calls'
  /** The median of ours. */
  readonly ours: number
  /** The median of what ours is held against; `undefined` where there is nothing. */
  readonly theirs: number | undefined
  /** What the target is about: a ratio, a difference, or ours alone. */
  readonly value: number
  /** What the value may be at most; `undefined` for what is only told. */
  readonly atMost: number | undefined
}

export function printMeasurements(title: string, measurements: readonly Measurement[]): void {
  console.log(`\n${title}`)
  console.table(
    Object.fromEntries(
      measurements.map(({ name, unit, ours, theirs, value, atMost }) => [
        name,
        {
          ours: `${ours.toFixed(3)} ${unit}`,
          theirs: theirs === undefined ? '' : `${theirs.toFixed(3)} ${unit}`,
          value: Number(value.toFixed(3)),
          'at most': atMost ?? '',
          met: atMost === undefined ? '' : value <= atMost,
        },
      ]),
    ),
  )
}

/**
 * Times two ways to do the same thing, one after the other and in turns, so that whatever else the
 * machine does falls on both. Gives the medians, in milliseconds.
 */
export async function timeInTurns(
  rounds: number,
  ours: () => Promise<unknown>,
  theirs: () => Promise<unknown>,
): Promise<{ readonly ours: number; readonly theirs: number; readonly difference: number }> {
  const times: { readonly ours: number; readonly theirs: number }[] = []
  for (let round = -Math.ceil(rounds / 5); round < rounds; round++) {
    const first = round % 2 === 0
    const one = await time(first ? ours : theirs)
    const other = await time(first ? theirs : ours)
    if (round >= 0) times.push(first ? { ours: one, theirs: other } : { ours: other, theirs: one })
  }
  return {
    ours: median(times.map((each) => each.ours)),
    theirs: median(times.map((each) => each.theirs)),
    difference: median(times.map((each) => each.ours - each.theirs)),
  }
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
}

async function time(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now()
  await work()
  return performance.now() - startedAt
}
