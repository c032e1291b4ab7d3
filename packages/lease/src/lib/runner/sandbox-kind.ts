import type { SandboxKind } from '../link/link.ts'
import { checkSettings, oneOf, type SettingsOf } from './settings.ts'

/** What a worker, a project or a whole run can want its sandboxes to be. */
export const kindSettings: SettingsOf<SandboxKind> = {
  service: oneOf('emulator', 'hosted'),
  // Which there are, the service knows.
  benchmark: {
    is: "the name of a benchmark, such as 'MCP_Atlas'",
    accepts: (name) => typeof name === 'string' && name !== '',
  },
  testAccountEmail: {
    is: 'the email address of a test account',
    accepts: (email) => typeof email === 'string' && /^\S+@\S+$/.test(email),
  },
}

/**
 * Checks which sandboxes somebody wants.
 *
 * @param subject whose kind of sandboxes it is, as the start of a sentence
 * @throws SandpitError `configuration` for what it cannot be.
 */
export function parseSandboxKind(subject: string, value: unknown): SandboxKind {
  return checkSettings(subject, kindSettings, value)
}
