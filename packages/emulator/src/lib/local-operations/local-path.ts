import { ApiError } from '../http/api-error.ts'
import type { Check } from '../validation/check.ts'
import { model, optional, required } from '../validation/containers.ts'
import { oneOf, string } from '../validation/scalars.ts'

/** The parameter of the paths that name one local sandbox. */
export interface LocalInput {
  readonly path: { readonly local_sandbox_id: string }
}

export const localInput: Check<LocalInput> = model<LocalInput>({
  path: required(model({ local_sandbox_id: required(string) })),
})

/** The same for operations that move archives; `region` is in the newer public document only. */
export interface LocalTransferInput extends LocalInput {
  readonly query: { readonly region: string }
}

export const localTransferInput: Check<LocalTransferInput> = model<LocalTransferInput>({
  path: required(model({ local_sandbox_id: required(string) })),
  query: required(model({ region: optional<string>(oneOf(['us', 'asia']), 'us') })),
})

/** Turns the failure of an unpacking into an answer, whose text is inferred. */
export function archiveFailure(what: string): (cause: unknown) => never {
  return (cause) => {
    if (cause instanceof ApiError) throw cause
    const reason = cause instanceof Error ? cause.message : 'unreadable archive'
    throw new ApiError(500, `Failed to ${what}: ${reason}`)
  }
}
