import { randomUUID } from 'node:crypto'

import { ApiError } from '../http/api-error.ts'
import { EXPIRES_IN_MINUTES, STORAGE_PATH } from '../local/signed-paths.ts'
import { UPLOAD } from '../local/workspace.ts'
import { defineOperation, type Operation } from '../operations/operation.ts'
import { archiveFailure, localTransferInput } from './local-path.ts'

/** `POST /local-sandbox/{local_sandbox_id}/upload-url`: where to PUT a tar.gz for half an hour. */
export const uploadUrl: Operation = defineOperation({
  name: 'localUploadUrl',
  method: 'POST',
  path: '/local-sandbox/:local_sandbox_id/upload-url',
  input: localTransferInput,
  work({ path }, { local, origin }) {
    const { id } = local.held(path.local_sandbox_id)
    const signed = local.signedPaths.sign('PUT', `${STORAGE_PATH}${id}/${UPLOAD}.tar.gz`)
    return { upload_url: `${origin}${signed}`, expires_in_minutes: EXPIRES_IN_MINUTES }
  },
})

/** `POST /local-sandbox/{local_sandbox_id}/initialize`: unpacks what was uploaded. */
export const initializeLocal: Operation = defineOperation({
  name: 'localInitialize',
  method: 'POST',
  path: '/local-sandbox/:local_sandbox_id/initialize',
  input: localTransferInput,
  async work({ path }, { local }) {
    const { id, workspace } = local.held(path.local_sandbox_id)
    // Neither mistake is recorded; both answers are inferred.
    if (!workspace.hasUpload(UPLOAD)) throw new ApiError(400, 'No uploaded archive found')
    await workspace.initialize().catch(archiveFailure('initialize sandbox'))
    return {
      sandbox_id: id,
      status: 'occupied',
      message: 'Extracted archive from GCS to workspace',
    }
  },
})

/** `GET /local-sandbox/{local_sandbox_id}/dump`: where to GET the workspace for half an hour. */
export const dumpLocal: Operation = defineOperation({
  name: 'localDump',
  method: 'GET',
  path: '/local-sandbox/:local_sandbox_id/dump',
  input: localTransferInput,
  async work({ path }, { local, origin }) {
    const { id, workspace } = local.held(path.local_sandbox_id)
    const name = `dump-${randomUUID()}`
    await workspace.dump(name)
    const signed = local.signedPaths.sign('GET', `${STORAGE_PATH}${id}/${name}.tar.gz`)
    return { download_url: `${origin}${signed}`, expires_in_minutes: EXPIRES_IN_MINUTES }
  },
})
