export { parseSandboxKind } from './lib/runner/sandbox-kind.ts'
