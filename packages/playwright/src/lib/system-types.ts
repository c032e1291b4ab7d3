import type { CloseSeed } from '@sandpit/close'
import type { CallFault } from '@sandpit/client/tool-call'
import type { CloseFault, CloseSandbox, DataFormat } from '@sandpit/close/sandbox'
import type { Sandbox } from '@sandpit/lease/link'
import type { SystemData, SystemServer } from '@sandpit/systems'

/** What a sandbox of a server is filled with; where the public document does not say, anything. */
export type SeedOf<Server extends string> = Server extends 'close'
  ? CloseSeed
  : Server extends SystemServer
    ? SystemData<Server>
    : unknown

/** A sandbox of a server in the hands of a test. */
export type SandboxOf<Server extends string> = Server extends 'close'
  ? CloseSandbox
  : Sandbox<SeedOf<Server>, Server>

/** A call of a tool that goes wrong because a test wants it to. */
export type FaultOf<Server extends string> = Server extends 'close' ? CloseFault : CallFault

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

/** How data of a system is compared and shown. */
export async function formatOf(server: string): Promise<DataFormat> {
  return (await import('@sandpit/systems/format')).dataFormat(server)
}
