import type { Dictionary } from '../validation/containers.ts'
import { Origins } from './origins.ts'

/**
 * The data of a sandbox for any system but Close: what was initialized, as the service read it, and
 * what tools made of it. Lists of the same name are joined, and so are objects by key; anything else
 * of the same name is replaced (inferred).
 */
export class SandboxDocument {
  readonly origins: Origins = new Origins()
  #data: Dictionary = {}
  #seeded: Dictionary = {}
  #lastChange: Promise<unknown> = Promise.resolve()

  get data(): Dictionary {
    return this.#data
  }

  /** What was in it when it was last initialized. */
  get seeded(): Dictionary {
    return this.#seeded
  }

  /** Adds a seed to what is there. */
  add(seed: Dictionary, now: Date): void {
    this.origins.add(seed, now)
    this.#data = joined(this.#data, seed)
    this.#seeded = this.#data
  }

  /**
   * Has a tool work on a copy of the data, which then takes its place; nothing changes where the
   * work fails, or where `check` throws at what it left. One after the other: none overwrites what
   * another did.
   */
  change<Result>(
    work: (data: Dictionary) => Promise<Result> | Result,
    check: (data: Dictionary) => void,
  ): Promise<Result> {
    const change = this.#lastChange.then(async () => {
      const before = this.#data
      const copy = this.origins.copy(before)
      const result = await work(copy)
      check(copy)
      if (this.#data !== before)
        throw new Error('The sandbox was initialized or emptied while the tool was at work.')
      this.#data = copy
      return result
    })
    this.#lastChange = change.catch(() => undefined)
    return change
  }

  /** Empties it; answers what was deleted, in words. */
  reset(): string {
    const count = countRecords(this.#data)
    this.#data = {}
    this.#seeded = this.#data
    return `Reset completed. Deleted ${count} records.`
  }
}

/** What the messages count: the items of every list. */
export function countRecords(data: Dictionary): number {
  return Object.values(data).reduce<number>((count, value) => count + records(value), 0)
}

function records(value: unknown): number {
  if (value === undefined || value === null) return 0
  return Array.isArray(value) ? value.length : Object.keys(value).length
}

function joined(before: Dictionary, seed: Dictionary): Dictionary {
  const entries = Object.entries(seed).map(([name, value]) => {
    const held = Object.hasOwn(before, name) ? before[name] : undefined
    if (value === undefined || value === null) return [name, held]
    if (Array.isArray(held) && Array.isArray(value))
      return [name, [...(held as unknown[]), ...(value as unknown[])]]
    const areObjects = isPlain(held) && isPlain(value)
    return [name, areObjects ? { ...held, ...value } : value]
  })
  return {
    ...before,
    ...Object.fromEntries(entries.filter(([, value]) => value !== undefined)),
  } as Dictionary
}

function isPlain(value: unknown): value is Dictionary {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
