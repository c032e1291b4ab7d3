import type { CloseSeed } from '@sandpit/close'
import type { CloseSandbox, DataFormat } from '@sandpit/close/sandbox'
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

/** How data of a system is compared and shown. */
export async function formatOf(server: string): Promise<DataFormat> {
  return (await import('@sandpit/systems/format')).dataFormat(server)
}
