export {
  SandpitError,
  type SandpitErrorCode,
  type SandpitErrorFacts,
  type SandpitErrorOptions,
  type SandpitIssue,
} from './lib/errors/sandpit-error.ts'
