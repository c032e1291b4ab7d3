/** So many of something, as a person says it: `1 sandbox`, `2 sandboxes`. */
export function count(value: number, one: string, many: string): string {
  return `${value} ${value === 1 ? one : many}`
}

/** Milliseconds as a person reads them. */
export function duration(ms: number): string {
  return ms < 1000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(1)} s`
}
