import { SandpitError } from '@sandpit/client/errors'

/**
 * Prints what went wrong, without a stack, and has the process end with code 1. To who asked for
 * JSON it is JSON, too: an object with `error`, on stderr.
 */
export function reportFailure(
  error: unknown,
  asJson: boolean = process.argv.includes('--json'),
): void {
  const message = error instanceof Error ? error.message : String(error)
  const code = error instanceof SandpitError ? error.code : 'unexpected'
  const text = asJson ? JSON.stringify({ error: { code, message } }) : `sandpit: ${message}`
  process.stderr.write(`${text}\n`)
  process.exitCode = 1
}
