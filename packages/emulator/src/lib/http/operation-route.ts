import type { Context } from 'hono'

import type { EmulatorCore } from '../core.ts'
import type { Operation } from '../operations/operation.ts'
import { isServerName, type ServerName } from '../sandbox/server-name.ts'
import { attend } from './attend.ts'
import { exchangeOf, jsonAnswer } from './exchange.ts'
import { readBody } from './json-body.ts'

/** The service parses the body first, then looks at the key, then at everything else. */
export async function answerOperation(
  context: Context,
  operation: Operation,
  core: EmulatorCore,
  checkKey: (authorization: string | undefined) => void,
): Promise<Response> {
  const { req } = context
  const exchange = exchangeOf(context)
  const bytes = await exchange.bytes()
  const sent = readBody(bytes, exchange.header('content-type'))
  checkKey(exchange.header('authorization'))
  const run = operation.prepare({
    path: req.param(),
    query: req.url.includes('?') ? lastOfEach(req.queries()) : {},
    ...(sent !== undefined && { body: sent }),
  })
  return attend(exchange, core, {
    operation: operation.name,
    server: serverOf(req.path),
    title: `${req.method} ${req.path}`,
    input: Buffer.from(bytes.subarray(0, 4000)).toString(),
    async work({ lingerMs }) {
      const { registry, local, clock } = core
      const origin = originOf(req.url)
      const body = await run({ registry, local, origin, lingerMs, now: () => clock.now() })
      const sandbox = registry.find(sandboxIdOf(body))
      return { answer: jsonAnswer(operation.status, body), sandbox }
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
