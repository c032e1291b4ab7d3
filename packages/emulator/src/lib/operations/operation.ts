import type { OperationName } from '../faults/operation-name.ts'
import { ApiError } from '../http/api-error.ts'
import type { LocalRegistry } from '../local/local-registry.ts'
import type { SandboxRegistry } from '../sandbox/sandbox-registry.ts'
import { type Check, REFUSED } from '../validation/check.ts'
import { Problems } from '../validation/problems.ts'

/** A request as the checks see it: the first step of each problem's `loc`. */
export interface RawRequest {
  readonly path: Readonly<Record<string, string>>
  readonly query: Readonly<Record<string, string>>
  /** Parsed JSON; absent when there was no body. */
  readonly body?: unknown
}

/** What an operation works on. */
export interface OperationContext {
  readonly registry: SandboxRegistry
  readonly local: LocalRegistry
  /** Where this emulator was reached, such as `http://127.0.0.1:4010`. */
  readonly origin: string
  /** How long after it is asked for a release takes effect, in milliseconds. */
  readonly lingerMs: number
  readonly now: () => Date
}

export interface OperationDefinition<Input> {
  readonly name: OperationName
  readonly method: 'GET' | 'POST' | 'DELETE'
  /** The path, with parameters as `:name`. */
  readonly path: string
  /** The status of success; 200 unless given. */
  readonly status?: 200 | 201
  readonly input: Check<Input>
  /** Does the work, all of it or none, and answers the body; only local sandboxes' work takes time. */
  readonly work: (input: Input, context: OperationContext) => object | Promise<object>
}

/** An operation with its own types sealed in: checked first, then run. */
export interface Operation {
  readonly name: OperationName
  readonly method: 'GET' | 'POST' | 'DELETE'
  readonly path: string
  readonly status: 200 | 201
  /**
   * Throws a 422 `ApiError` that lists every problem; otherwise answers the work to do. Takes time
   * only where what it checks by has to be loaded.
   */
  prepare(request: RawRequest): Work | Promise<Work>
}

/** What is left to do of a request that has been checked. */
export type Work = (context: OperationContext) => object | Promise<object>

export function defineOperation<Input>(definition: OperationDefinition<Input>): Operation {
  const { name, method, path, status = 200 } = definition
  return {
    name,
    method,
    path,
    status,
    prepare(request) {
      const input = checked(request, definition.input)
      return (context) => definition.work(input, context)
    },
  }
}

/**
 * What a check reads of a request.
 *
 * @throws ApiError 422, with every problem
 */
export function checked<Input>(request: RawRequest, check: Check<Input>): Input {
  const problems = new Problems()
  const input = check(request, problems)
  if (input === REFUSED) throw new ApiError(422, problems.list)
  return input
}
