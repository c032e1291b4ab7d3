/** What rows are put in order by. */
export type SortKey = string | number | null | undefined

/** Rows by a key of each, descending for a negative sign; one without a key comes last. */
export function ordered<Row>(
  rows: readonly Row[],
  keyOf: (row: Row) => SortKey,
  sign: number,
): Row[] {
  return rows
    .map((row) => ({ row, key: keyOf(row) }))
    .sort((one, other) => compare(one.key, other.key, sign))
    .map(({ row }) => row)
}

function compare(one: SortKey, other: SortKey, sign: number): number {
  if (one === other) return 0
  if (isAbsent(one) || isAbsent(other)) return Number(isAbsent(one)) - Number(isAbsent(other))
  return one < other ? -sign : sign
}

function isAbsent(key: SortKey): key is null | undefined {
  return key === null || key === undefined || Number.isNaN(key)
}
