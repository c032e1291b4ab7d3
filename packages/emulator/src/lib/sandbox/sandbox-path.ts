import type { Check } from '../validation/check.ts'
import { model, required } from '../validation/containers.ts'
import { oneOf, string } from '../validation/scalars.ts'
import { SERVER_NAMES, type ServerName } from './server-name.ts'

export const serverName: Check<ServerName> = oneOf(SERVER_NAMES)

/** The parameters of the paths that name one sandbox. */
export interface SandboxPath {
  readonly server_name: ServerName
  readonly sandbox_id: string
}

export const sandboxPath: Check<SandboxPath> = model<SandboxPath>({
  server_name: required(serverName),
  sandbox_id: required(string),
})
