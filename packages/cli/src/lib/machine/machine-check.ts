/** One thing that was looked at on this machine. */
export interface MachineCheck {
  readonly check: string
  /** `unclear` where it could not be told; that is no failure. */
  readonly result: 'ok' | 'failed' | 'unclear'
  readonly found: string
  /** What to do about it; null where there is nothing to do. */
  readonly advice: string | null
}

/** A check that passes. */
export function passed(check: string, found: string): MachineCheck {
  return { check, result: 'ok', found, advice: null }
}

/** A check that fails, with what to do. */
export function failed(check: string, found: string, advice: string): MachineCheck {
  return { check, result: 'failed', found, advice }
}

/** A check that cannot tell, with what to do to be sure. */
export function unclear(check: string, found: string, advice: string): MachineCheck {
  return { check, result: 'unclear', found, advice }
}
