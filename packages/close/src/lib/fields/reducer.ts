/** A smaller value, and where to go on from if it is the one to go on with. */
export interface Reduced<Value> {
  readonly value: Value
  readonly cursor: unknown
}

/**
 * Gives smaller values, the most promising first.
 *
 * Each comes with a cursor. Whoever finds that a value still fails asks again with that value and
 * its cursor, and what was tried before is not tried again: this is what keeps the number of runs
 * to the smallest failing value low. The cursor of a value that was not made smaller yet is
 * `undefined`, or what an arbitrary of the user gave with it.
 */
export type Reducer<Value> = (value: Value, cursor?: unknown) => Iterable<Reduced<Value>>

/** Nothing smaller. */
export function irreducible<Value>(): Reducer<Value> {
  return () => []
}

/** The one value that is simpler than all others. */
export function towards<Value>(...simplest: readonly Value[]): Reducer<Value> {
  return function* towardsSimplest(value) {
    for (const simple of simplest) {
      if (simple === value) return
      yield { value: simple, cursor: undefined }
    }
  }
}

/** One reducer after the other, each until it has nothing more to offer. */
export function inTurn<Value>(...reducers: readonly Reducer<Value>[]): Reducer<Value> {
  return function* reduceInTurn(value, cursor) {
    const { step: from, inner } = (cursor as Turn | undefined) ?? { step: 0, inner: undefined }
    for (let step = from; step < reducers.length; step++) {
      const smaller = reducers[step]?.(value, step === from ? inner : undefined) ?? []
      for (const reduced of smaller) {
        yield { value: reduced.value, cursor: { step, inner: reduced.cursor } satisfies Turn }
      }
    }
  }
}

interface Turn {
  readonly step: number
  readonly inner: unknown
}

/** Whole numbers nearer to `target` in steps of `step`, by bisection. */
export function bisect(target: number, step = 1): Reducer<number> {
  return function* bisectNumber(value, cursor) {
    if (value === target) return
    // A number known to be too near to the target.
    let near: number = (cursor as number | undefined) ?? target
    if (cursor === undefined) yield { value: target, cursor: target }
    const sign = value < target ? -1 : 1
    for (;;) {
      const steps: number = Math.floor(Math.abs(value - near) / step / 2)
      if (steps === 0) return
      const middle: number = near + sign * steps * step
      yield { value: middle, cursor: near }
      near = middle
    }
  }
}

/** Lists with fewer items: first the shortest beginning, then without ever smaller pieces. */
export function fewerItems<Item>(min: number): Reducer<readonly Item[]> {
  const beginnings: Reducer<readonly Item[]> = function* shorten(list, cursor) {
    for (const { value: length, cursor: near } of bisect(min)(list.length, cursor)) {
      yield { value: list.slice(0, length), cursor: near }
    }
  }
  return inTurn(beginnings, withoutPieces(min))
}

function withoutPieces<Item>(min: number): Reducer<readonly Item[]> {
  return function* removePieces(list, cursor) {
    const start = (cursor as Piece | undefined) ?? { size: list.length - 1, at: 0 }
    let { at } = start
    for (let { size } = start; size >= 1; size = Math.floor(size / 2)) {
      for (; at < list.length; at += size) {
        const rest = [...list.slice(0, at), ...list.slice(at + size)]
        if (rest.length >= min) yield { value: rest, cursor: { size, at } satisfies Piece }
      }
      at = 0
    }
  }
}

interface Piece {
  readonly size: number
  readonly at: number
}

/** Lists of as many items, one of them smaller. */
export function smallerItems<Item>(reducer: Reducer<Item>): Reducer<readonly Item[]> {
  return function* reduceItems(list, cursor) {
    const { step: from, inner } = (cursor as Turn | undefined) ?? { step: 0, inner: undefined }
    for (let step = from; step < list.length; step++) {
      const item = list[step] as Item
      for (const reduced of reducer(item, step === from ? inner : undefined)) {
        const cursorHere: Turn = { step, inner: reduced.cursor }
        yield { value: list.with(step, reduced.value), cursor: cursorHere }
      }
    }
  }
}

/** What a reducer offers, changed to stay true, or left out where that cannot be. */
export function mended<Value>(
  reducer: Reducer<Value>,
  mend: (smaller: Value, value: Value) => Value | undefined,
): Reducer<Value> {
  return function* reduceMended(value, cursor) {
    for (const reduced of reducer(value, cursor)) {
      const smaller = mend(reduced.value, value)
      if (smaller !== undefined) yield { value: smaller, cursor: reduced.cursor }
    }
  }
}
