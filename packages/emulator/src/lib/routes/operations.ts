import { acquireLocal } from '../local-operations/acquire-local.ts'
import {
  execute,
  executionLogs,
  executionStatus,
  executionUploadUrl,
  exportArtifacts,
} from '../local-operations/local-executions.ts'
import {
  getLocal,
  listLocal,
  releaseLocal,
  resetLocal,
} from '../local-operations/local-lifecycle.ts'
import { localServerOperations } from '../local-operations/local-servers.ts'
import { dumpLocal, initializeLocal, uploadUrl } from '../local-operations/local-transfer.ts'
import { acquire } from '../operations/acquire.ts'
import { dumpClose } from '../operations/dump-close.ts'
import { dump } from '../operations/dump.ts'
import { get } from '../operations/get.ts'
import { initializeClose } from '../operations/initialize-close.ts'
import { initialize } from '../operations/initialize.ts'
import { list } from '../operations/list.ts'
import type { Operation } from '../operations/operation.ts'
import { prepare } from '../operations/prepare.ts'
import { release } from '../operations/release.ts'
import { reset } from '../operations/reset.ts'

/** Close's own paths come first: `/sandbox/:server_name/...` would match them too. */
export const OPERATIONS: readonly Operation[] = [
  initializeClose,
  dumpClose,
  initialize,
  dump,
  list,
  prepare,
  acquire,
  get,
  release,
  reset,
  listLocal,
  acquireLocal,
  getLocal,
  releaseLocal,
  resetLocal,
  uploadUrl,
  initializeLocal,
  dumpLocal,
  executionUploadUrl,
  execute,
  executionStatus,
  executionLogs,
  exportArtifacts,
  ...localServerOperations,
]
