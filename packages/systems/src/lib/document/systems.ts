import type { SystemServer } from '../../data.ts'
import type { SystemSchemas } from './json-schema.ts'
import { ShapeReader } from './read-shape.ts'
import schemas from './schemas.json' with { type: 'json' }
import type { ObjectShape } from './shape.ts'

const { servers, types } = schemas as unknown as SystemSchemas
const reader = new ShapeReader(types)

/**
 * The servers whose data the public document describes, in its order.
 *
 * @example
 * ```ts
 * systemServers.includes('jira') // true
 * ```
 */
export const systemServers: readonly SystemServer[] = Object.keys(servers) as SystemServer[]

/**
 * Whether the public document describes the data of a server.
 *
 * @example
 * ```ts
 * isSystemServer('jira') // true
 * ```
 */
export function isSystemServer(server: string): server is SystemServer {
  return Object.hasOwn(servers, server)
}

/**
 * Whether a server is one of local sandboxes.
 *
 * @example
 * ```ts
 * systemServers.filter(isLocalSystem)
 * ```
 */
export function isLocalSystem(server: SystemServer): boolean {
  return servers[server]?.isLocal === true
}

/**
 * Whether the document lets the dump of a server be any object.
 *
 * @example
 * ```ts
 * systemServers.filter(isDumpOpen)
 * ```
 */
export function isDumpOpen(server: SystemServer): boolean {
  return servers[server]?.isDumpOpen === true
}

/**
 * The shape of what `initialize` takes for a server: its fields, which of them are required, and the
 * limits of their values. What checks, generates, compares and shows data goes by it.
 *
 * @example
 * ```ts
 * Object.keys(systemShape('jira').fields) // what a seed of Jira can have
 * ```
 */
export function systemShape(server: SystemServer): ObjectShape {
  const shape = reader.type(servers[server]?.data ?? '')
  if (shape.kind !== 'object') throw new TypeError(`The data of '${server}' is no object.`)
  return shape
}
