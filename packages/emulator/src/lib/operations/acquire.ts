import { serverName } from '../sandbox/sandbox-path.ts'
import type { LeaseTerms } from '../sandbox/sandbox.ts'
import type { ServerName } from '../sandbox/server-name.ts'
import { type Check, nullable } from '../validation/check.ts'
import { dictionary, model, optional, required } from '../validation/containers.ts'
import { integerBetween, oneOf, string } from '../validation/scalars.ts'
import { mcpUrl } from './mcp-url.ts'
import { defineOperation, type Operation } from './operation.ts'

const DEFAULT_TTL_SECONDS = 7200

/** `MCP_Mark`, `tag` and `ttl_seconds` are in the newer public document only. */
const terms: Check<LeaseTerms> = model<LeaseTerms>({
  benchmark: optional(nullable(oneOf(['MCP_Atlas', 'Toolathlon', 'MCP_Mark'])), null),
  test_account_email: optional(nullable(string), null),
  tags: optional(nullable(dictionary), null),
  tag: optional(nullable(string), null),
  ttl_seconds: optional(nullable(integerBetween(60, 86_400)), DEFAULT_TTL_SECONDS),
})

const NO_TERMS: LeaseTerms = {
  benchmark: null,
  test_account_email: null,
  tags: null,
  tag: null,
  ttl_seconds: DEFAULT_TTL_SECONDS,
}

interface AcquireInput {
  readonly path: { readonly server_name: ServerName }
  readonly body: LeaseTerms | null
}

/** `POST /sandbox/{server_name}`: takes an idle sandbox out of the pool. */
export const acquire: Operation = defineOperation<AcquireInput>({
  name: 'acquire',
  method: 'POST',
  path: '/sandbox/:server_name',
  status: 201,
  input: model<AcquireInput>({
    path: required(model({ server_name: required(serverName) })),
    body: optional(nullable(terms), null),
  }),
  work({ path, body }, { registry, origin }) {
    const sandbox = registry.acquire(path.server_name, body ?? NO_TERMS)
    const url = mcpUrl(origin, sandbox)
    return {
      sandbox_id: sandbox.id,
      server_url: url,
      server_urls: { [sandbox.server]: url },
      server_name: sandbox.server,
      status: sandbox.status,
      message: 'Sandbox acquired successfully. Use server_urls to connect to the MCP server.',
    }
  },
})
