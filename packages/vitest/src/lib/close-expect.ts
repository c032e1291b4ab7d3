import type { ToolCall } from '@sandpit/client/tool-call'
import {
  type AnyCallMatchers,
  type MatchersFor,
  type Waiting,
  watchedMatchers,
} from '@sandpit/close/matchers'
import type { CloseSandbox } from '@sandpit/close/sandbox'
import type { Sandbox } from '@sandpit/lease/link'
import type { SystemData, SystemMatchers, SystemServer } from '@sandpit/systems'
import { expect as base, type ExpectStatic } from 'vitest'

/** What `expect` answers when it is given a sandbox. */
export interface ExpectSandbox {
  // A value of type `any` is left to Vitest's own signature.
  <T>(
    actual: T & (0 extends 1 & T ? never : CloseSandbox),
    message?: string,
  ): MatchersFor<T> & { readonly not: MatchersFor<T> }
  /** A sandbox of another system is asked about its data, and the calls of its tools. */
  <Server extends SystemServer>(
    actual: Sandbox<SystemData<Server>, Server>,
    message?: string,
  ): MatchersOf<Server> & { readonly not: MatchersOf<Server> }
  /** One that the public document does not describe, about the calls alone. */
  <T>(
    actual: T & (0 extends 1 & T ? never : { calls(): Promise<readonly ToolCall[]> }),
    message?: string,
  ): AnyCallMatchers & { readonly not: AnyCallMatchers }
}

/** What `expect` of a sandbox of a system can be asked. */
export type MatchersOf<Server extends SystemServer> = SystemMatchers<Server, Waiting> &
  AnyCallMatchers

declare module 'vitest' {
  // Vitest 4 and 5 declare their matchers with other type parameters, so neither can be merged into;
  // this has none. So the `expect` of Vitest itself, and of a test's context, knows a sandbox too.
  interface ExpectStatic {
    <T>(
      actual: T & (0 extends 1 & T ? never : CloseSandbox),
      message?: string,
    ): MatchersFor<T> & { readonly not: MatchersFor<T> }
    <Server extends SystemServer>(
      actual: Sandbox<SystemData<Server>, Server>,
      message?: string,
    ): MatchersOf<Server> & { readonly not: MatchersOf<Server> }
  }
}

/** Vitest's `expect`, which looks into a sandbox when it is given one. */
export type CloseExpect = ExpectSandbox & { readonly soft: ExpectSandbox } & ExpectStatic

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
