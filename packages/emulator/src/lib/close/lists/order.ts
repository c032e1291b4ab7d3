import { CloseError } from '../call/close-error.ts'

/** What rows can be ordered by, as `_order_by` names it; a row without a value comes last. */
export type Orders<Row> = Readonly<Record<string, (row: Row) => string | number | null | undefined>>

/**
 * The order that `_order_by` asks for, `-` in front of a name for the opposite; rows that are alike
 * stay as they are.
 *
 * @throws CloseError 400 for any other name
 */
export function orderOf<Row>(
  orders: Orders<Row>,
  wanted: string | undefined,
): (rows: Row[]) => Row[] {
  if (wanted === undefined) return (rows) => rows
  const name = wanted.replace(/^-/, '')
  const key = Object.hasOwn(orders, name) ? orders[name] : undefined
  if (key === undefined) {
    const names = Object.keys(orders).join(', ')
    throw CloseError.fields({
      _order_by: `Not a valid choice. Expected ${names}, or one after a -.`,
    })
  }
  const sign = wanted.startsWith('-') ? -1 : 1
  return (rows) => rows.sort((one, other) => compare(key(one), key(other), sign))
}

type Key = string | number | null | undefined

function compare(one: Key, other: Key, sign: number): number {
  if (one === other) return 0
  if (isAbsent(one) || isAbsent(other)) return isAbsent(one) ? 1 : -1
  return one < other ? -sign : sign
}

function isAbsent(key: Key): key is null | undefined {
  return key === null || key === undefined || Number.isNaN(key)
}
