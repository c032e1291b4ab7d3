/** Whether two ids are one, which a service may write in another case. */
export function isSameId(one: string, other: string): boolean {
  return one.trim().toLowerCase() === other.trim().toLowerCase()
}

/**
 * Whether a part of a path leads to another one: `/sandbox/close/../reset` is `/sandbox/reset`, which
 * takes a sandbox of a system called reset.
 */
export function leadsElsewhere(segment: string): boolean {
  return ['', '.', '..'].includes(segment)
}

/** What is wrong with an answer about another sandbox. */
export const anotherSandbox: { path: string[]; message: string } = {
  path: ['sandbox_id'],
  message: 'the answer is about another sandbox than the one that was asked for',
}
