import { CloseError } from '../call/close-error.ts'
import { ordered, type SortKey } from '../call/order.ts'

/** What rows can be ordered by, as `_order_by` names it. */
export type Orders<Row> = Readonly<Record<string, (row: Row) => SortKey>>

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
  const key = chosen('_order_by', wanted, orders)
  return (rows) => ordered(rows, key, wanted.startsWith('-') ? -1 : 1)
}

/** What a parameter names, with or without a `-` in front. */
export function chosen<Choice>(
  parameter: string,
  wanted: string,
  choices: Readonly<Record<string, Choice>>,
): Choice {
  const name = wanted.replace(/^-/, '')
  const choice = Object.hasOwn(choices, name) ? choices[name] : undefined
  if (choice !== undefined) return choice
  const names = Object.keys(choices).join(', ')
  const message = `Not a valid choice. Expected ${names}, or one after a -.`
  throw CloseError.fields({ [parameter]: message })
}
