import type { Polled } from './poll-state.ts'

/** How often and for how long a matcher looked; nothing for one that looked once, in time. */
export function lookedText({
  looks,
  lookedMs,
  isTestOver,
}: Pick<Polled<unknown>, 'looks' | 'lookedMs' | 'isTestOver'>): readonly string[] {
  const time = lookedMs < 1000 ? `${Math.round(lookedMs)} ms` : `${(lookedMs / 1000).toFixed(1)} s`
  const times = looks === 1 ? 'once' : `${looks} times`
  if (isTestOver) return ['', `looked ${times} in ${time}, until the test ended`]
  return looks > 1 ? ['', `looked ${times} in ${time}`] : []
}
