import type { EmulatorCore } from '../core/core.ts'
import { jsonAnswer } from '../http/answer.ts'
import type { KeyCheck } from '../http/api-key.ts'
import { decodeBody, parseJson, readBody } from '../http/json-body.ts'
import type { Route } from '../http/route.ts'
import type { Operation } from '../operations/operation.ts'
import { isServerName, type ServerName } from '../sandbox/server-name.ts'
import { passThrough } from './pass-through.ts'

/** An operation over HTTP: the body is parsed first, then comes the key, then everything else. */
export function operationRoute(
  operation: Operation,
  core: EmulatorCore,
  checkKey: KeyCheck,
): Route {
  const parse = (text: string): unknown => core.bodies.read(text, parseJson)
  return {
    method: operation.method,
    path: operation.path,
    async answer(exchange, path) {
      const text = decodeBody(await exchange.bytes())
      const body = readBody(text, exchange.header('content-type'), parse)
      checkKey(exchange.header('authorization'))
      const query = lastOfEach(exchange.query)
      const prepared = operation.prepare(
        body === undefined ? { path, query } : { path, query, body },
      )
      const run = prepared instanceof Promise ? await prepared : prepared
      const { registry, local, clock } = core
      return passThrough(core, {
        operation: operation.name,
        server: serverOf(exchange.path),
        title: `${exchange.method} ${exchange.path}`,
        input: text,
        async work({ lingerMs }) {
          const { origin } = exchange
          const done = await run({ registry, local, origin, lingerMs, now: () => clock.now() })
          const sandbox = registry.find(sandboxIdOf(done))
          return { answer: jsonAnswer(operation.status, done), sandbox }
        },
      })
    },
  }
}

/** From `/sandbox/close/...`. */
function serverOf(path: string): ServerName | undefined {
  const name = path.split('/', 3)[2] ?? ''
  return isServerName(name) ? name : undefined
}

function sandboxIdOf(result: object): string {
  return 'sandbox_id' in result ? String(result.sandbox_id) : ''
}

const NO_PARAMETERS: Readonly<Record<string, string>> = {}

/** Of a parameter that comes twice, the last one counts. */
function lastOfEach(query: string): Readonly<Record<string, string>> {
  return query === '' ? NO_PARAMETERS : Object.fromEntries(new URLSearchParams(query))
}
