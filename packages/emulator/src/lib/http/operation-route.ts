import type { Context } from 'hono'

import type { EmulatorCore } from '../core.ts'
import type { Operation } from '../operations/operation.ts'
import { isServerName, type ServerName } from '../sandbox/server-name.ts'
import { attend } from './attend.ts'
import { readBody } from './json-body.ts'
import { readBytes } from './read-bytes.ts'

/** The service parses the body first, then looks at the key, then at everything else. */
export async function answerOperation(
  context: Context,
  operation: Operation,
  core: EmulatorCore,
  checkKey: (authorization: string | undefined) => void,
): Promise<Response> {
  const { req } = context
  const body = readBody(await readBytes(req.raw), req.header('content-type'))
  checkKey(req.header('authorization'))
  const run = operation.prepare({
    path: req.param(),
    query: lastOfEach(req.queries()),
    ...(body !== undefined && { body }),
  })
  return attend(context, core, {
    operation: operation.name,
    server: serverOf(req.path),
    work({ lingerMs }) {
      const { registry, clock } = core
      const origin = originOf(req.url)
      const result = run({ registry, origin, lingerMs, now: () => clock.now() })
      const answer = context.json(result, operation.status)
      return { answer, sandbox: registry.find(sandboxIdOf(result)) }
    },
  })
}

/** From `/sandbox/close/...`. */
function serverOf(path: string): ServerName | undefined {
  const name = path.split('/')[2]
  return name !== undefined && isServerName(name) ? name : undefined
}

function sandboxIdOf(result: object): string {
  return 'sandbox_id' in result ? String(result.sandbox_id) : ''
}

/** Of a parameter that comes twice, the last one counts. */
function lastOfEach(queries: Record<string, string[]>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(queries).map(([name, values]) => [name, values.at(-1) ?? '']),
  )
}

function originOf(url: string): string {
  return url.slice(0, url.indexOf('/', url.indexOf('//') + 2))
}
