/** The operations of the API, as latencies, faults and counts name them. */
export const OPERATION_NAMES = [
  'acquire',
  'get',
  'list',
  'release',
  'reset',
  'initialize',
  'dump',
  'prepare',
  'mcp',
  'rest',
  'localAcquire',
  'localGet',
  'localList',
  'localRelease',
  'localReset',
  'localUploadUrl',
  'localInitialize',
  'localDump',
  'localExecutionUploadUrl',
  'localExecute',
  'localExecutionStatus',
  'localExecutionLogs',
  'localExportArtifacts',
] as const

/** An operation of the API; `mcp` and `rest` are Close's own MCP server and REST API, `local...` are the operations on local sandboxes. */
export type OperationName = (typeof OPERATION_NAMES)[number]
