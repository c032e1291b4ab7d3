/**
 * The system's word for what went wrong, such as `ENOSPC`. What no system reports is a mistake of
 * ours, and thrown again.
 */
export function systemCode(cause: unknown): string {
  if (cause instanceof Error && 'code' in cause && 'syscall' in cause) return String(cause.code)
  throw cause
}
