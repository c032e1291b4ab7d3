import type { LocalTerms } from '../local/local-sandbox.ts'
import { LOCAL_SERVER_NAMES, type LocalServerName } from '../local/local-server-name.ts'
import { localServersView } from '../local/local-views.ts'
import { defineOperation, type Operation } from '../operations/operation.ts'
import { type Check, nullable, REFUSED } from '../validation/check.ts'
import { listOf, model, optional, required, requiredBody } from '../validation/containers.ts'
import { integerBetween, literal, oneOf, string } from '../validation/scalars.ts'

const DEFAULT_TTL_SECONDS = 7200

const someServers = listOf(oneOf(LOCAL_SERVER_NAMES))

/** A list of names, or the word `ALL`: what fits neither gets the complaints of both, as in pydantic. */
const serverNames: Check<readonly LocalServerName[]> = (input, problems) => {
  if (input === 'ALL') return LOCAL_SERVER_NAMES
  const names = problems.at('list[str-enum[LocalSandboxMCPServer]]', () =>
    someServers(input, problems),
  )
  if (names !== REFUSED) return names
  problems.at("literal['ALL']", () => literal('ALL')(input, problems))
  return REFUSED
}

interface AcquireLocalInput {
  readonly body: LocalTerms
}

/** `POST /local-sandbox`: takes a machine with several servers. Its message is inferred. */
export const acquireLocal: Operation = defineOperation<AcquireLocalInput>({
  name: 'localAcquire',
  method: 'POST',
  path: '/local-sandbox',
  status: 201,
  input: model<AcquireLocalInput>({
    body: requiredBody(
      model<LocalTerms>({
        server_names: required(serverNames),
        benchmark: optional(nullable(oneOf(['MCP_Atlas', 'Toolathlon', 'MCP_Mark'])), null),
        test_account_email: optional(nullable(string), null),
        ttl_seconds: optional(nullable(integerBetween(60, 86_400)), DEFAULT_TTL_SECONDS),
      }),
    ),
  }),
  work({ body }, { local, origin }) {
    const sandbox = local.acquire(body)
    return {
      local_sandbox_id: sandbox.id,
      status: 'occupied',
      benchmark: body.benchmark,
      servers: localServersView(sandbox, origin),
      message: 'Local sandbox acquired successfully.',
    }
  },
})
