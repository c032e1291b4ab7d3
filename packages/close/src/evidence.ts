export {
  evidenceOf,
  inTime,
  type SandboxEvidence,
  unreadable,
  type WitnessedSandbox,
} from './lib/evidence/sandbox-evidence.ts'
