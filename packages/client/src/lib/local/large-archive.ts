import { SandpitError, type SandpitErrorFacts } from '../errors/sandpit-error.ts'

/** What an archive may unpack to, unless its reader says otherwise. */
const mostBytes = 4 * 2 ** 30
const smallBytes = 64 * 2 ** 20
const mostRatio = 100

/**
 * The error of an archive that unpacks to more than it may; `undefined` where it does not.
 *
 * @param archiveBytes how large it is so far, unpacked
 * @param transferredBytes and as it travelled
 */
export function largeArchive(
  archiveBytes: number,
  transferredBytes: number,
  given: number | undefined,
  facts: SandpitErrorFacts & { readonly operation: string },
): SandpitError | undefined {
  const maxUnpackedBytes = given ?? usualMost(transferredBytes)
  if (archiveBytes <= maxUnpackedBytes) return undefined
  return new SandpitError(
    'protocol',
    `${facts.operation}: the archive unpacks to more than ${maxUnpackedBytes} bytes ` +
      `(maxUnpackedBytes), of ${transferredBytes} that travelled. Raise maxUnpackedBytes if the ` +
      'workspace is so large; otherwise the archive is made to fill a disk.',
    facts,
  )
}

function usualMost(transferredBytes: number): number {
  return Math.min(mostBytes, Math.max(smallBytes, mostRatio * transferredBytes))
}
