import type { CloseSandbox, FaultOf, SeedOf } from '@sandpit/close/sandbox'
import type { Sandbox } from '@sandpit/lease/link'

/** A sandbox of a server in the hands of a test. */
export type SandboxOf<Server extends string> = Server extends 'close'
  ? CloseSandbox
  : Sandbox<SeedOf<Server>, Server>

/** What tests of one system get. */
export interface SandboxFixture<Server extends string = string> {
  /** What the sandbox holds when a test starts; nothing by default. */
  seed: SeedOf<Server> | undefined
  /**
   * The test changes nothing in its sandbox, so that the next with the same seed needs no reset. A
   * test that does, as far as a dump shows it, fails. Default false.
   */
  readOnly: boolean
  /** Which calls of the sandbox's tools go wrong, and how, from the start of a test on; none by default. */
  faults: readonly FaultOf<Server>[]
  /** A sandbox that only this test has. */
  sandbox: SandboxOf<Server>
}

/**
 * What tests of several systems get, all of them in each test that names one: a sandbox under each
 * name.
 */
export type SystemFixtures<Systems extends Readonly<Record<string, string>>> = {
  [Name in keyof Systems & string]: SandboxOf<Systems[Name]>
} & {
  /** What each sandbox holds when a test starts, by fixture name. */
  seeds: { readonly [Name in keyof Systems]?: SeedOf<Systems[Name]> }
  /** The test changes nothing in any of them. Default false. */
  readOnly: boolean
  /** Which calls of their tools go wrong from the start of a test on, by fixture name. */
  faults: { readonly [Name in keyof Systems]?: readonly FaultOf<Systems[Name]>[] }
}
