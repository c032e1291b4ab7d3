/** A table in Markdown, whose first row is the head; its columns are even, to be read as text too. */
export function markdownTable(rows: readonly (readonly string[])[]): readonly string[] {
  const cells = rows.map((row) => row.map(escaped))
  const widths = (cells[0] ?? []).map((_, column) =>
    Math.max(3, ...cells.map((row) => row[column]?.length ?? 0)),
  )
  const line = (row: readonly string[]): string =>
    `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`
  const rule = widths.map((width) => '-'.repeat(width))
  const [head = [], ...rest] = cells
  return [head, rule, ...rest].map(line)
}

function escaped(cell: string): string {
  return cell.replaceAll(/[\\|<`*]/g, String.raw`\$&`)
}
