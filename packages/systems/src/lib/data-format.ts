import { SandpitError } from '@sandpit/client/errors'
import type { SystemData, SystemServer } from '../data.ts'
import { toCode } from './code/to-code.ts'
import { checkExpectation, checkHeld } from './compare/checked-expectation.ts'
import { diffData } from './compare/diff-data.ts'
import type { Difference, DiffMode } from './compare/difference.ts'
import { type FormatOptions, formatDifferences } from './compare/format-differences.ts'
import { isSystemServer, systemShape } from './document/systems.ts'
import { seekPart, type SoughtPart } from './compare/seek-part.ts'

/** How data of one system is compared and shown, for matchers and reports. */
export interface DataFormat {
  diff(expected: unknown, actual: unknown, mode: DiffMode): readonly Difference[]
  /** Looks for a part in every list of one name. */
  seek(list: string, expected: unknown, actual: unknown): SoughtPart
  show(differences: readonly Difference[], options?: FormatOptions): string
  toCode(data: unknown): string
}

/**
 * The format of a system's data, by the name of its server.
 *
 * @throws SandpitError `configuration` for a server that the public document does not describe
 *
 * @example
 * ```ts
 * const { isFound } = dataFormat('slack').seek(
 *   'channels',
 *   { name: /general/ },
 *   { channels: [{ name: 'general' }] },
 * )
 * ```
 */
export function dataFormat(server: string): DataFormat {
  if (!isSystemServer(server)) {
    throw new SandpitError(
      'configuration',
      `Nothing describes the data of '${server}': the service's public document does not. Look at its dump() instead.`,
      { server },
    )
  }
  return {
    diff: (expected, actual, mode) => {
      if (mode === 'partial') checkExpected(server, expected, actual)
      return diffData(server, (expected ?? {}) as Data, (actual ?? {}) as Data, { mode })
    },
    seek: (list, expected, actual) => seekPart(server, list, expected, actual),
    show: formatDifferences,
    toCode: (data) => toCode((data ?? {}) as Data),
  }
}

type Data = SystemData<SystemServer>

/** @throws SandpitError `configuration` for what no data of the system is as */
function checkExpected(server: SystemServer, expected: unknown, actual: unknown): void {
  if (expected === null) {
    throw new SandpitError('configuration', 'Wrong expectation: expected an object, got null')
  }
  const shape = systemShape(server)
  checkExpectation(shape, expected)
  checkHeld(shape, expected, [actual])
}
