import type { core } from 'zod'
import { parseSeed } from './parse-seed.ts'
import { plainCheck } from './plain-check.ts'
import type { SandboxService } from './sandbox-service.ts'

/** Gives what parsing would give a copy of; `undefined` where zod has to be asked. */
type PlainParse = (value: unknown) => unknown

/**
 * Seeds on their way into a request. Most are plain data that zod would only copy, and the copy
 * of thousands of leads takes longer to make and to turn into JSON than all the rest of the call.
 */
export class OutgoingSeeds {
  readonly #parses = new WeakMap<core.$ZodType, PlainParse>()

  /**
   * What `initialize` is to send: JSON says the same of it as of what `parseSeed` gives.
   *
   * @throws SandpitError `invalid_seed`, as `parseSeed` does.
   */
  parse<Seed>(service: SandboxService<Seed, unknown>, value: unknown): Seed {
    const plain = this.#parseOf(service.seed)(value) as Seed | undefined
    return plain === undefined ? parseSeed(service, value) : plain
  }

  #parseOf(schema: core.$ZodType): PlainParse {
    const known = this.#parses.get(schema)
    if (known !== undefined) return known
    const parse = plainParse(schema)
    this.#parses.set(schema, parse)
    return parse
  }
}

/** Looks through a `z.preprocess` around the schema, which is how a builder becomes data. */
function plainParse(schema: core.$ZodType): PlainParse {
  const { def } = (schema as core.$ZodTypes)._zod
  const isPreprocessed = def.type === 'pipe' && def.in._zod.def.type === 'transform'
  if (isPreprocessed && (def.checks ?? []).length === 0) {
    const inner = plainParse(def.out)
    return (value) => inner(transformed(def.in, value))
  }
  const check = plainCheck(schema)
  return (value) => (check(value) ? value : undefined)
}

/** What the transform makes of the value; `undefined` where it refuses it, or takes its time. */
function transformed(transform: core.$ZodType, value: unknown): unknown {
  const result = transform._zod.run({ value, issues: [] }, {})
  return result instanceof Promise || result.issues.length > 0 ? undefined : result.value
}
