import { SandpitError } from '@sandpit/client/errors'
import type { CloseData, CloseLead } from '../data/close-data.ts'
import type { CloseDump, DumpedLead } from '../data/close-dump.ts'
import { missingName } from '@sandpit/client/near-miss'
import { showName, showValue } from '@sandpit/client/show-text'

/**
 * The lead of that name.
 *
 * @throws SandpitError with code `not_found` when there is none, with the name probably meant, and
 *   with code `conflict` when there are several
 *
 * @example
 * ```ts
 * import { findLead } from '@sandpit/close/compare'
 *
 * const { tasks } = findLead(await close.dump(), 'Acme')
 * console.log(tasks.length)
 * ```
 */
export function findLead<const Name extends string>(data: CloseDump, name: Name): DumpedLead<Name>
export function findLead<const Name extends string>(data: CloseData, name: Name): CloseLead<Name>
export function findLead(data: CloseData, name: string): CloseLead {
  refuseNoName(name)
  const leads = data.leads ?? []
  const [lead, ...others] = leads.filter((candidate) => candidate.name === name)
  if (lead === undefined) throw noSuchLead(name, leads)
  if (others.length > 0) throw severalLeads(name, others.length + 1)
  return lead
}

/** @throws SandpitError `configuration` */
function refuseNoName(name: unknown): void {
  if (typeof name === 'string') return
  throw new SandpitError(
    'configuration',
    `lead() takes the name of a lead, not ${showValue(name)}. For a pattern, search the leads of dump().`,
    { server: 'close' },
  )
}

function noSuchLead(name: string, leads: readonly CloseLead[]): SandpitError {
  const names = leads.map((candidate) => candidate.name)
  return new SandpitError('not_found', `In the sandbox ${missingName('lead', name, names)}`, {
    server: 'close',
  })
}

function severalLeads(name: string, count: number): SandpitError {
  return new SandpitError(
    'conflict',
    `In the sandbox there are ${count} leads ${showName(name)}, so the name is not enough. Find your lead in the leads of dump() by another field.`,
    { server: 'close' },
  )
}
