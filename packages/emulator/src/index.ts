export type { EmulatedSandbox } from './lib/core/emulated-sandbox.ts'
export type { EmulatorOptions } from './lib/emulator-options.ts'
export { startEmulator, type Emulator } from './lib/emulator.ts'
export type { Fault, FaultKind } from './lib/faults/fault.ts'
export type { Latencies, Latency } from './lib/faults/latency.ts'
export type { RateLimit } from './lib/faults/rate-limiter.ts'
export type { OperationName } from './lib/faults/operation-name.ts'
export type { Pools } from './lib/sandbox/pools.ts'
export type { SandboxStatus } from './lib/sandbox/sandbox.ts'
export type { ServerName } from './lib/sandbox/server-name.ts'
export {
  defineEmulatedSystem,
  type Editable,
  type EmulatedSystem,
  type EmulatedTool,
  type FailedCall,
  type ToolContext,
} from './lib/mcp/systems/emulated-system.ts'
export type { InputSchema } from './lib/mcp/input-schema.ts'
export type { Origin } from './lib/systems/origins.ts'
export type { LocalCommand, LocalCommands } from './lib/local/local-command.ts'
