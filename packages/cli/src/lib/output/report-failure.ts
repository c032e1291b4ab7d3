/** Prints what went wrong, without a stack, and has the process end with code 1. */
export function reportFailure(error: unknown): void {
  process.stderr.write(`sandpit: ${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
}
