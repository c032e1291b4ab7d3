import type { CallFault } from '@sandpit/client/tool-call'
import type { SystemData, SystemServer } from '@sandpit/systems'
import type { CloseSeed } from '../data/close-data-builder.ts'
import type { CloseFault } from './sendable-faults.ts'

/** What a sandbox of a server is filled with; where the public document does not say, anything. */
export type SeedOf<Server extends string> = Server extends 'close'
  ? CloseSeed
  : Server extends SystemServer
    ? SystemData<Server>
    : unknown

/** A call of a tool that goes wrong because a test wants it to. */
export type FaultOf<Server extends string> = Server extends 'close' ? CloseFault : CallFault
