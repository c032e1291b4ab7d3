import type { Arbitrary } from 'fast-check'
import type { Field } from './field.ts'

/** A field whose values come from an arbitrary of the user, and shrink as that says. */
export function arbitraryField(arbitrary: Arbitrary<unknown>): Field {
  return {
    draw: ({ drawFrom }) => drawFrom?.(arbitrary),
    smaller: function* shrinkValue(value, cursor) {
      const { context } = (cursor as Context | undefined) ?? { context: undefined }
      for (const shrunk of arbitrary.shrink(value, context)) {
        yield { value: shrunk.value, cursor: { context: shrunk.context } satisfies Context }
      }
    },
    isOptional: false,
  }
}

/** Wrapped, since a context of `undefined` is a context too. */
export interface Context {
  readonly context: unknown
}
