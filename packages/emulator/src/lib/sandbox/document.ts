import type { Dictionary } from '../validation/containers.ts'

/**
 * The data of a sandbox whose system the emulator does not know: what was initialized, kept as it
 * came. Lists of the same name are joined, anything else of the same name is replaced (inferred).
 */
export class SandboxDocument {
  #data: Dictionary = {}

  get data(): Dictionary {
    return this.#data
  }

  add(data: Dictionary): void {
    const joined = Object.entries(data).map(([name, value]) => [name, this.#joined(name, value)])
    this.#data = { ...this.#data, ...Object.fromEntries(joined) }
  }

  /** Empties it; answers what was deleted, in words. */
  reset(): string {
    const count = countRecords(this.#data)
    this.#data = {}
    return `Reset completed. Deleted ${count} records.`
  }

  #joined(name: string, value: unknown): unknown {
    const before = Object.hasOwn(this.#data, name) ? this.#data[name] : undefined
    return Array.isArray(before) && Array.isArray(value) ? [...before, ...value] : value
  }
}

/** What the messages count: the items of every list. */
export function countRecords(data: Dictionary): number {
  return Object.values(data).reduce<number>(
    (count, value) => count + (Array.isArray(value) ? value.length : 1),
    0,
  )
}
