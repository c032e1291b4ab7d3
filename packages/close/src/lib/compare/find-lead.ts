import { SandpitError } from '@sandpit/client/errors'
import type { CloseData, CloseLead } from '../data/close-data.ts'
import { missingName } from '@sandpit/client/near-miss'

/**
 * The first lead of that name.
 *
 * @throws SandpitError with code `not_found` when there is none, with the name probably meant
 */
export function findLead<const Name extends string>(data: CloseData, name: Name): CloseLead<Name> {
  const leads = data.leads ?? []
  const lead = leads.find((candidate) => candidate.name === name)
  if (lead !== undefined) return lead as CloseLead<Name>
  const names = leads.map((candidate) => candidate.name)
  throw new SandpitError('not_found', `In the sandbox ${missingName('lead', name, names)}`, {
    server: 'close',
  })
}
