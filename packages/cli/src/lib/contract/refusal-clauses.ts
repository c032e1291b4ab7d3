import { unlistedServer } from '@sandpit/client'
import type { SandpitErrorCode } from '@sandpit/client/errors'
import type { Clause } from './clause.ts'
import { hold } from './contract-breach.ts'
import { refusalOf } from './refusal-of.ts'

const nobody = '00000000-0000-4000-8000-000000000000'

export const wrongKeyClause: Clause = {
  name: 'wrong key',
  promise: 'refuses a wrong key',
  keep: ({ stranger, call }) => refused(stranger.list(call), 'authentication'),
}

export const unknownSandboxClause: Clause = {
  name: 'unknown sandbox',
  promise: 'does not know a sandbox that is not there',
  keep: ({ client, call }) => refused(client.get('close', nobody, call), 'not_found'),
}

export const unknownServerClause: Clause = {
  name: 'unknown server',
  promise: 'does not know a server that is not there',
  keep: ({ client, call }) =>
    refused(client.get(unlistedServer('clsoe'), nobody, call), 'validation'),
}

/** @throws SandpitError what it was refused with, where that means something else */
async function refused(answer: Promise<unknown>, code: SandpitErrorCode): Promise<void> {
  const refusal = await refusalOf(answer)
  hold(refusal !== undefined, 'it is not refused')
  if (refusal?.code !== code) throw refusal
}
