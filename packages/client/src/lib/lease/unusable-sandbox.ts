import type { Connection } from '../calls/connection.ts'
import { SandpitError } from '../errors/sandpit-error.ts'
import { type LeaseToEnd, releaseSafely } from './release-safely.ts'

/** Why what an acquire gave cannot be used; its message completes 'gave sandbox 1 '. */
export class UnusableSandbox extends Error {}

export function withoutAddress(cause?: unknown): UnusableSandbox {
  const why = cause instanceof SandpitError ? ` (${cause.message})` : ''
  return new UnusableSandbox(`without an MCP address${why}`, { cause })
}

export function atAddressOfAnother(): UnusableSandbox {
  return new UnusableSandbox('at the MCP address of another that this client holds')
}

export function ofAnotherSystem(server: string): UnusableSandbox {
  return new UnusableSandbox(`of '${server}'`)
}

/** Gives back what an acquire gave and nobody can use; answers with the error that says both. */
export async function giveBackUnusable(
  connection: Connection,
  asked: string,
  lease: LeaseToEnd & { readonly acquireId: string },
  cause: unknown,
): Promise<unknown> {
  if (!(cause instanceof UnusableSandbox)) return cause
  const { server, sandboxId, acquireId } = lease
  const facts = { operation: 'acquire', server, sandboxId, acquireId }
  const what = `acquire for '${asked}' gave sandbox ${sandboxId} ${cause.message}`
  try {
    await releaseSafely(connection, lease)
    return new SandpitError(
      'sandbox_broken',
      `${what}, and the sandbox was given back. Try again; if it happens again, report it to the service.`,
      { ...facts, cause: cause.cause },
    )
  } catch (error) {
    const failure = SandpitError.from(error)
    return new SandpitError(
      'release_failed',
      `${what}, and it could not be given back: ${failure.message}`,
      { ...facts, cause: failure },
    )
  }
}
