import { sampleCloseData } from '@sandpit/close'

import { heldClose } from '../sandbox/held-close.ts'
import { seedData } from '../close/seed/close-data.ts'
import type { SeedData } from '../close/seed/plain-seed.ts'
import { nullable, REFUSED } from '../validation/check.ts'
import { model, optional, required } from '../validation/containers.ts'
import { Problems } from '../validation/problems.ts'
import { boolean, string } from '../validation/scalars.ts'
import { defineOperation, type Operation } from './operation.ts'

interface InitializeInput {
  readonly path: { readonly sandbox_id: string }
  readonly query: { readonly init_default_data: boolean }
  readonly body: SeedData | null
}

/**
 * `POST /sandbox/close/{sandbox_id}/initialize`: adds Close data to what is there.
 *
 * That `init_default_data` means the reference's example payload, that it wins over a body, and
 * that data is added rather than replaced, is inferred.
 */
export const initializeClose: Operation = defineOperation<InitializeInput>({
  name: 'initialize',
  method: 'POST',
  path: '/sandbox/close/:sandbox_id/initialize',
  input: model<InitializeInput>({
    path: required(model({ sandbox_id: required(string) })),
    query: required(model({ init_default_data: optional(boolean, false) })),
    body: optional(nullable(seedData), null),
  }),
  work({ path, query, body }, { registry, now }) {
    const { sandbox, close } = heldClose(registry, path.sandbox_id, 'initialize')
    const data = query.init_default_data ? sampleSeed() : (body ?? { leads: [] })
    const { records } = close.seed(data, now())
    return {
      sandbox_id: sandbox.id,
      status: sandbox.status,
      message: `Initialized sandbox with ${records} records`,
    }
  },
})

function sampleSeed(): SeedData {
  const data = seedData(sampleCloseData, new Problems())
  if (data === REFUSED) throw new TypeError('The sample data does not fit its own schema.')
  return data
}
