import type { SandpitIssue } from '@sandpit/client/errors'
import { formatPath, printable } from '@sandpit/client/printable'

/** How many doubts are told. */
const shownDoubts = 3

/** How many are remembered, so that a property with hostile data does not fill the memory. */
const mostDoubts = 1000

/** What in the seeds of a run the hosted service is likely to refuse, each kind once. */
export class DoubtfulSeeds {
  readonly #doubts = new Map<string, string>()

  readonly add = (server: string, doubts: readonly SandpitIssue[]): void => {
    for (const { path, message } of doubts) {
      const kind = [server, ...path.filter((key) => typeof key !== 'number'), message].join(' ')
      if (this.#doubts.has(kind) || this.#doubts.size >= mostDoubts) continue
      this.#doubts.set(kind, `${formatPath(path)} of a '${server}' seed: ${message}`)
    }
  }

  get list(): readonly string[] {
    return [...this.#doubts.values()]
  }
}

/** A line for each doubt, but for those that are too many. */
export function formatDoubts(doubts: readonly string[]): readonly string[] {
  const left = doubts.length - shownDoubts
  return [
    ...doubts
      .slice(0, shownDoubts)
      .map((doubt) => `the hosted service is likely to refuse ${printable(doubt)}`),
    ...(left > 0 ? [`and ${left} more such values`] : []),
  ]
}
