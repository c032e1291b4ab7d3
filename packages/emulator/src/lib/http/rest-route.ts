import type { Context } from 'hono'

import type { Clock } from '../clock.ts'
import { credentialOf } from '../rest/credential.ts'
import type { SandboxRegistry } from '../sandbox/sandbox-registry.ts'

export const REST_PATH = '/close/api/v1/'

export interface RestRouteOptions {
  readonly registry: SandboxRegistry
  readonly clock: Clock
}

/**
 * Answers Close's REST API at `/close/api/v1/`. The credential, which the sandbox's details give
 * as `auth_data.access_token`, says which sandbox is meant. Its code is loaded when first needed.
 */
export async function answerRest(
  context: Context,
  { registry, clock }: RestRouteOptions,
): Promise<Response> {
  const { serveCloseRest, refuseCredential } = await import('../rest/close-rest.ts')
  const credential = credentialOf(context.req.header('authorization'))
  const close = registry.withAccessToken(credential ?? '')?.close
  if (close === undefined) return refuseCredential()
  const path = context.req.path.slice(REST_PATH.length)
  const open = () => ({ store: close.store, now: clock.now() })
  return serveCloseRest(context.req.raw, path, open)
}
