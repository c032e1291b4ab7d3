import { describeOperation, type Operation } from '../wire/operation.ts'
import { jsonOf, ParsedSeed } from '../seeds/parsed-seed.ts'
import { leadsElsewhere } from '../wire/sandbox-id.ts'
import { SandpitError } from '../errors/sandpit-error.ts'

/**
 * What the service's front end takes in one request. Inferred from its `server: Google Frontend`
 * header; not documented.
 */
const mostBytes = 32 * 1024 * 1024

/** @throws SandpitError `configuration` for an id or a name that would make the path another one. */
export function refuseOtherPath(operation: Operation<unknown>): void {
  const found = operation.path.find(leadsElsewhere)
  if (found === undefined) return
  throw new SandpitError(
    'configuration',
    `${describeOperation(operation)}: '${found}' is no name and no id, and would make this another call; nothing was sent.`,
    { operation: operation.name },
  )
}

/**
 * An operation's body as JSON; `undefined` when it has none.
 *
 * @throws SandpitError `invalid_seed` when JSON cannot carry it, or it is larger than the service takes.
 */
export function requestPayload(operation: Operation<unknown>): string | undefined {
  const { body } = operation
  if (body === undefined) return undefined
  const payload = toJson(operation)
  // A character takes three bytes at most, and counting them takes a pass over all of them.
  if (payload.length * 3 <= mostBytes) return payload
  const bytes = Buffer.byteLength(payload)
  if (bytes <= mostBytes) return payload
  throw new SandpitError(
    'invalid_seed',
    `${describeOperation(operation)}: the request takes ${bytes} bytes, and the service reads at ` +
      `most ${mostBytes}; nothing was sent. Seed it in several parts: each adds to what is there.`,
    { operation: operation.name },
  )
}

function toJson(operation: Operation<unknown>): string {
  const { body, name } = operation
  if (body instanceof ParsedSeed) return body.json
  return jsonOf(body, `what ${describeOperation(operation)} sends`, { operation: name })
}
