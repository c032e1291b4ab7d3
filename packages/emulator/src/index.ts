export {
  startEmulator,
  type EmulatedSandbox,
  type Emulator,
  type EmulatorOptions,
} from './lib/emulator.ts'
export type { OperationName } from './lib/operations/operation.ts'
export type { Pools } from './lib/sandbox/pools.ts'
export type { SandboxStatus } from './lib/sandbox/sandbox.ts'
export type { ServerName } from './lib/sandbox/server-name.ts'
