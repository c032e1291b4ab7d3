import { clearLocalSandbox } from '../local/local-sandbox.ts'
import { localSandboxView } from '../local/local-views.ts'
import { defineOperation, type Operation } from '../operations/operation.ts'
import { model } from '../validation/containers.ts'
import { localInput } from './local-path.ts'

/** `GET /local-sandbox/{local_sandbox_id}`. */
export const getLocal: Operation = defineOperation({
  name: 'localGet',
  method: 'GET',
  path: '/local-sandbox/:local_sandbox_id',
  input: localInput,
  work: ({ path }, { local, origin }) =>
    localSandboxView(local.held(path.local_sandbox_id), origin),
})

/** `GET /local-sandbox`. */
export const listLocal: Operation = defineOperation<object>({
  name: 'localList',
  method: 'GET',
  path: '/local-sandbox',
  input: model({}),
  work(_input, { local, origin }) {
    const held = local.all().map((sandbox) => localSandboxView(sandbox, origin))
    return { local_sandboxes: held, total_count: held.length }
  },
})

/** `DELETE /local-sandbox/{local_sandbox_id}`; documented as `{}`, recorded with a message. */
export const releaseLocal: Operation = defineOperation({
  name: 'localRelease',
  method: 'DELETE',
  path: '/local-sandbox/:local_sandbox_id',
  input: localInput,
  async work({ path }, { local }) {
    const sandbox = local.held(path.local_sandbox_id)
    await local.release(sandbox)
    const message = `Local sandbox release started for ${sandbox.id}: it will be released asynchronously in background.`
    return { message }
  },
})

/** `POST /local-sandbox/{local_sandbox_id}/reset`; documented as `{}`. */
export const resetLocal: Operation = defineOperation({
  name: 'localReset',
  method: 'POST',
  path: '/local-sandbox/:local_sandbox_id/reset',
  input: localInput,
  async work({ path }, { local }) {
    await clearLocalSandbox(local.held(path.local_sandbox_id))
    return {}
  },
})
