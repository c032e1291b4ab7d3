import { showName } from './show-text.ts'

/**
 * The candidate that was probably meant by a misspelt name, if one is near enough:
 * at most a third of its letters, and at most three, added, lost, changed or swapped.
 */
export function nearMiss(name: string, candidates: Iterable<string>): string | undefined {
  const meant = name.toLowerCase()
  let nearest: string | undefined
  let least = Math.min(3, Math.max(1, Math.floor(meant.length / 3))) + 1
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - meant.length) >= least) continue
    const edits = editDistance(meant, candidate.toLowerCase())
    if (edits < least) [nearest, least] = [candidate, edits]
  }
  return nearest
}

/** Says that nothing has this name, and which name was probably meant. */
export function missingName(what: string, name: string, names: readonly string[]): string {
  const meant = nearMiss(name, names)
  const missing = `there is no ${what} ${showName(name)}`
  if (meant !== undefined) return `${missing}; did you mean ${showName(meant)}?`
  if (names.length === 0) return `${missing}, nor any other`
  const listed = names.slice(0, LISTED_NAMES).map(showName)
  const rest = names.length - listed.length
  const are = names.length === 1 ? 'is' : 'are'
  return `${missing}; there ${are} ${listed.join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`
}

const LISTED_NAMES = 10

/** Optimal string alignment: like Levenshtein's distance, with a swap of neighbours as one edit. */
function editDistance(from: string, to: string): number {
  let beforeLast: number[] = []
  let last = Array.from({ length: to.length + 1 }, (_, column) => column)
  for (let row = 1; row <= from.length; row++) {
    const current = [row]
    for (let column = 1; column <= to.length; column++) {
      current.push(cheapestEdit(from, to, row, column, { beforeLast, last, current }))
    }
    ;[beforeLast, last] = [last, current]
  }
  return last.at(-1) ?? 0
}

interface Rows {
  readonly beforeLast: readonly number[]
  readonly last: readonly number[]
  readonly current: readonly number[]
}

function cheapestEdit(from: string, to: string, row: number, column: number, rows: Rows): number {
  const changed = from[row - 1] === to[column - 1] ? 0 : 1
  const swapped = from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1]
  return Math.min(
    (rows.last[column] ?? Infinity) + 1,
    (rows.current[column - 1] ?? Infinity) + 1,
    (rows.last[column - 1] ?? Infinity) + changed,
    swapped ? (rows.beforeLast[column - 2] ?? Infinity) + 1 : Infinity,
  )
}
