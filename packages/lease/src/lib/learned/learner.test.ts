import { describe, expect, it } from 'vitest'
import type { WantedSeed } from '../size/forecast.ts'
import { Learner } from './learner.ts'
import type { Memory } from './memory.ts'

const subject = '0123456789abcdef'
const acme = seed('Acme')
const globex = seed('Globex')

function seed(value: string): WantedSeed {
  return { value, json: JSON.stringify(value) }
}

function learner(memory: Memory): Learner {
  return new Learner({ memory: async () => memory, subject: () => subject, workers: 1 })
}

/** What a run leaves whose files want these seeds. */
function afterRun(files: readonly (readonly (WantedSeed | undefined)[])[]): Memory {
  const first = learner([])
  for (const seeds of files) {
    const worker = {}
    for (const each of seeds) first.wanted('close', each, worker)
    first.left(worker)
  }
  return first.learned(new Map())
}

describe('a learner', () => {
  it('knows nothing in a first run', async () => {
    const first = learner([])
    await first.ready()
    expect(first.knowsSeeds('close')).toBe(false)
    expect(first.nextSeed('close', [])).toBeUndefined()
    expect(first.spares('close')).toBe(0)
  })

  it('tells no seed that this run has not seen', async () => {
    const second = learner(afterRun([[acme, globex], [acme]]))
    await second.ready()
    expect(second.nextSeed('close', [])).toBe('unknown')
    second.wanted('close', acme, {})
    expect(second.knowsSeeds('close')).toBe(true)
    expect(second.nextSeed('close', [])).toBe('unknown')
    expect(second.nextSeed('close', [globex])).toBe(acme)
  })

  it('tells a seed as often as tests want it, and no more than that', async () => {
    const second = learner(afterRun([[acme, acme, acme]]))
    await second.ready()
    second.wanted('close', acme, {})
    expect(second.nextSeed('close', [])).toBe(acme)
    expect(second.nextSeed('close', [acme])).toBe(acme)
    expect(second.nextSeed('close', [acme, acme])).toBeUndefined()
  })

  it('learns how many tests and workers there were, and no order of tests without a seed', () => {
    expect(afterRun([[acme, undefined], [undefined]])).toMatchObject([
      { tests: 3, workers: 1, strands: [[0]] },
    ])
  })

  it('trusts the last run no more when the tests are others', async () => {
    const second = learner(afterRun([[acme, acme, acme]]))
    await second.ready()
    for (let n = 0; n < 3; n++) second.wanted('close', globex, {})
    expect(second.knowsSeeds('close')).toBe(false)
    expect(second.nextSeed('close', [])).toBeUndefined()
  })
})
