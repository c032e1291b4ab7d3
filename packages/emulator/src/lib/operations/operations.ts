import { acquireLocal } from './acquire-local.ts'
import { acquire } from './acquire.ts'
import { dumpClose } from './dump-close.ts'
import { dump } from './dump.ts'
import { get } from './get.ts'
import { initializeClose } from './initialize-close.ts'
import { initialize } from './initialize.ts'
import { list } from './list.ts'
import { getLocal, listLocal, releaseLocal, resetLocal } from './local-lifecycle.ts'
import {
  execute,
  executionLogs,
  executionStatus,
  executionUploadUrl,
  exportArtifacts,
} from './local-executions.ts'
import { localServerOperations } from './local-servers.ts'
import { dumpLocal, initializeLocal, uploadUrl } from './local-transfer.ts'
import type { Operation } from './operation.ts'
import { prepare } from './prepare.ts'
import { release } from './release.ts'
import { reset } from './reset.ts'

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
