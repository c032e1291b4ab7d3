/**
 * Whether two dumps hold the same, in whatever order: a service may list the same data in another
 * order each time.
 */
export function equalContent(one: unknown, other: unknown): boolean {
  return canonical(one) === canonical(other)
}

/** JSON with the keys of objects, and the items of lists, in an order of their own. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).toSorted().join()}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null'
  const entries = Object.entries(value).filter(([, each]) => each !== undefined)
  const parts = entries.map(([name, each]) => `${JSON.stringify(name)}:${canonical(each)}`)
  return `{${parts.toSorted().join()}}`
}
