import { type CloseMatchers, watchedMatchers } from '@sandpit/close/matchers'
import type { CloseSandbox } from '@sandpit/close/sandbox'
import { expect as base, type ExpectStatic } from 'vitest'

/** Vitest's `expect`, which looks into a sandbox when it is given one. */
export interface CloseExpect extends ExpectStatic {
  // Vitest 4 and 5 declare their matchers with other type parameters, so neither can be merged into.
  // A value of type `any` is left to Vitest's own signature.
  <T>(
    actual: T & (0 extends 1 & T ? never : CloseSandbox),
    message?: string,
  ): CloseMatchers & { readonly not: CloseMatchers }
}

base.extend(watchedMatchers)

/**
 * Vitest's `expect` with the matchers for the fixture `close`.
 *
 * @example
 * ```ts
 * import { expect, test } from '@sandpit/vitest/close'
 *
 * test('starts empty', async ({ close }) => {
 *   await expect(close).not.toHaveLead('Acme')
 *   expect(close.sandboxId).toHaveLength(36)
 * })
 * ```
 */
export const expect: CloseExpect = base as CloseExpect
