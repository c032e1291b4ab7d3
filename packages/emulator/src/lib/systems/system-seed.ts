import type { SystemServer } from '@sandpit/systems'
import {
  type FieldShape,
  isDumpOpen,
  isLocalSystem,
  isSystemServer,
  type ObjectShape,
  systemShape,
  withoutNull,
} from '@sandpit/systems/shape'

import { ApiError } from '../http/api-error.ts'
import { type Check, nullable, REFUSED } from '../validation/check.ts'
import { type Dictionary, model, optional, required } from '../validation/containers.ts'
import { Problems } from '../validation/problems.ts'
import { boolean, string } from '../validation/scalars.ts'
import defaultData from './default-data.json' with { type: 'json' }
import { ShapeChecks } from './shape-check.ts'

/** What is asked of an `initialize`. */
export interface SeedInput {
  readonly path: { readonly sandbox_id: string }
  readonly query: { readonly init_default_data: boolean }
  readonly body: Dictionary | null
}

/**
 * What the public document says of the data of each system: it is loaded with the first call that
 * needs it.
 */
export class SystemSeeds {
  readonly #shapes = new ShapeChecks()

  /**
   * The check of a request that initializes a system.
   *
   * @throws ApiError 404 for a server that the document has no such path for
   */
  input(server: string, place: 'sandbox' | 'local'): Check<SeedInput> {
    const shape = systemShape(this.requireSystem(server, place))
    const body = this.#shapes.of(shape) as Check<Dictionary>
    return model<SeedInput>({
      path: required(model({ sandbox_id: required(string) })),
      query: required(model({ init_default_data: optional(boolean, false) })),
      body: optional(nullable(body), null),
    })
  }

  /**
   * What a request puts into a sandbox. That the default data wins over a body is inferred, as for
   * Close; what it is, the service does not say: here it is generated.
   */
  seed(server: string, { query, body }: SeedInput): Dictionary {
    if (!query.init_default_data) return body ?? {}
    return (defaultData as Readonly<Record<string, Dictionary>>)[server] ?? {}
  }

  /**
   * The data of a dump. Empty lists are there where the document says what a dump has, and are not
   * where it may be any object: so it is recorded for one system of each kind.
   */
  dump(server: string, place: 'sandbox' | 'local', held: Dictionary): Dictionary {
    const system = this.requireSystem(server, place)
    const data = this.read(system, held)
    if (isDumpOpen(system)) return data
    return { ...emptyLists(systemShape(system), () => true), ...data }
  }

  /**
   * Data as the document describes it: what it does not name is left out, as tools may keep notes of
   * their own with it.
   *
   * @throws TypeError where the data breaks the document
   */
  read(server: SystemServer, data: Dictionary): Dictionary {
    const shape = systemShape(server)
    const problems = new Problems()
    const read = this.#shapes.of(shape)(
      asJson({ ...emptyLists(shape, isRequired), ...data }),
      problems,
    )
    if (read !== REFUSED) return read as Dictionary
    const [first] = problems.list
    throw new TypeError(`${first?.loc.join('.')}: ${first?.msg}`)
  }

  /**
   * The server, as one that the document describes the data of. There is no path for others, which
   * the framework tells as for any path that there is not.
   */
  requireSystem(server: string, place: 'sandbox' | 'local'): SystemServer {
    if (isSystemServer(server) && isLocalSystem(server) === (place === 'local')) return server
    throw new ApiError(404, 'Not Found')
  }
}

/** The data as JSON would carry it: tools may leave fields without a value. */
function asJson(data: Dictionary): unknown {
  return JSON.parse(JSON.stringify(data))
}

/** Empty lists in place of those fields that are wanted: an empty sandbox has none of its own. */
function emptyLists(shape: ObjectShape, isWanted: (field: FieldShape) => boolean): Dictionary {
  const lists = [...shape.fields].filter(
    ([, field]) => isWanted(field) && withoutNull(field.shape).kind === 'list',
  )
  return Object.fromEntries(lists.map(([name]) => [name, []]))
}

function isRequired(field: FieldShape): boolean {
  return field.isRequired
}
