import { networkError, networkFailure, unquoted } from '../calls/network-error.ts'
import { redact } from '../errors/redact.ts'
import { SandpitError, type SandpitErrorFacts } from '../errors/sandpit-error.ts'

/** Which of our operations it was. */
export type TransferFacts = SandpitErrorFacts & { readonly operation: string }

/** The file system's refusal to read or write a workspace's directory. */
export function directoryError(
  cause: unknown,
  directory: string,
  facts: TransferFacts,
): SandpitError {
  const why = cause instanceof Error ? cause.message : String(cause)
  return new SandpitError(
    'configuration',
    `${facts.operation}: the directory ${directory} cannot be used (${why}). Check that it exists ` +
      'and that this process may use it.',
    { ...facts, cause },
  )
}

/** What ended a download: the network, the file system, or an archive that is broken or hostile. */
export function unpackError(
  cause: unknown,
  directory: string,
  address: string,
  facts: TransferFacts,
): SandpitError {
  if (cause instanceof SandpitError) return cause
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : undefined
  if (code !== undefined && code.startsWith('Z_')) {
    return new SandpitError(
      'protocol',
      `${facts.operation}: what ${address} sent is not a whole tar.gz (${code}).`,
      { ...facts, cause },
    )
  }
  if (isOfSystem(cause) && !isOfEntry(cause, directory))
    return directoryError(cause, directory, facts)
  if (code !== undefined && !isOfSystem(cause) && networkFailure(cause) !== 'final')
    return networkError(facts.operation, address, cause, facts)
  const why = cause instanceof Error ? redact(cause.message) : 'it cannot be read'
  return new SandpitError(
    'protocol',
    `${facts.operation}: the archive was not unpacked to its end: ${why}`,
    { ...facts, cause: unquoted(cause) },
  )
}

interface SystemError extends Error {
  readonly code: string
  readonly path: unknown
}

function isOfSystem(cause: unknown): cause is SystemError {
  return cause instanceof Error && 'syscall' in cause && 'path' in cause && 'code' in cause
}

const codesOfEntries: ReadonlySet<string> = new Set([
  'ELOOP',
  'ENAMETOOLONG',
  'EISDIR',
  'ERR_FS_EISDIR',
])

/** Whether it is an entry of the archive that cannot be: a link to itself, a name that is too long. */
function isOfEntry({ code, path }: SystemError, directory: string): boolean {
  return codesOfEntries.has(code) && path !== directory
}
