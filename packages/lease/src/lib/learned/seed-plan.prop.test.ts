import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { SeedPlan, type Strand } from './seed-plan.ts'

const strands = fc.array(fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 4 }))

interface Walk {
  readonly worker: object
  readonly left: string[]
}

/** What is about to happen in a run. */
interface Step {
  readonly digest: string
  readonly worker: object
  /** What tests still want, this one's seed included, the soonest first. */
  readonly left: readonly string[]
}

/** Runs strands in their order, each by a worker of its own, and some of them side by side. */
function* walk(
  all: readonly Strand[],
  workers: number,
  picks: readonly number[],
  plan: SeedPlan,
): Generator<Step> {
  const waiting = all.map((strand) => [...strand])
  const running: Walk[] = []
  for (let step = 0; ; step++) {
    while (running.length < workers && waiting.length > 0)
      running.push({ worker: {}, left: waiting.shift() ?? [] })
    const at = (picks[step % picks.length] ?? 0) % Math.max(1, running.length)
    const one = running[at]
    if (one === undefined) return
    const left = [...running.flatMap((each) => each.left), ...waiting.flat()]
    const [digest] = one.left
    if (digest !== undefined) yield { digest, worker: one.worker, left }
    one.left.shift()
    if (one.left.length > 0) continue
    plan.left(one.worker)
    running.splice(at, 1)
  }
}

describe('a plan of seeds', () => {
  it('tells a lone worker exactly what comes next, however many are filled ahead', () => {
    fc.assert(
      fc.property(strands, fc.nat(5), (all, ahead) => {
        const plan = new SeedPlan(all)
        for (const { digest, worker, left } of walk(all, 1, [0], plan)) {
          expect(plan.next(left.slice(0, ahead), 1)).toBe(left[ahead])
          plan.wanted(digest, worker)
          expect(plan.isTrusted).toBe(true)
        }
        expect(plan.next([], 1)).toBeUndefined()
      }),
    )
  })

  it('tells all that tests still want and nothing else, whoever is faster, where files differ', () => {
    const differing = fc.uniqueArray(
      fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { minLength: 1, maxLength: 4 }),
      { selector: ([first]) => first },
    )
    const picks = fc.array(fc.nat(7), { minLength: 1 })
    fc.assert(
      fc.property(differing, fc.integer({ min: 1, max: 4 }), picks, (all, workers, order) => {
        const plan = new SeedPlan(all)
        for (const { digest, worker, left } of walk(all, workers, order, plan)) {
          const filled: string[] = []
          for (let next = plan.next([], workers); next !== undefined;) {
            filled.push(next)
            next = plan.next(filled, workers)
          }
          expect(filled.toSorted()).toEqual(left.toSorted())
          plan.wanted(digest, worker)
        }
      }),
    )
  })

  it('is trusted no more when tests want other seeds, and again when they do not', () => {
    const plan = new SeedPlan([['a', 'a', 'a', 'a', 'a', 'a', 'a', 'a', 'a', 'a']])
    const worker = {}
    for (let n = 0; n < 10; n++) plan.wanted('x', worker)
    expect(plan.isTrusted).toBe(false)
    for (let n = 0; n < 4; n++) plan.wanted('a', worker)
    expect(plan.isTrusted).toBe(true)
  })

  it('forgets what a file wanted that ended early', () => {
    const plan = new SeedPlan([['a', 'b'], ['c']])
    const worker = {}
    plan.wanted('a', worker)
    expect(plan.next([], 1)).toBe('b')
    plan.left(worker)
    expect(plan.next([], 1)).toBe('c')
  })
})
