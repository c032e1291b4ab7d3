import type { SandboxKind } from '@sandpit/lease/link'
import { parseSandboxKind } from '@sandpit/lease/kind'

/** What a config or a project can set for all its sandboxes. */
export interface SandboxOptions {
  /**
   * Of which service, benchmark or test account they are. Default: as `sandpit()` was told.
   * Playwright runs tests that want different ones in different workers.
   */
  sandboxes: SandboxKind
}

/**
 * Checks the option `sandboxes` of a project, which a config file may have from anywhere.
 *
 * @throws SandpitError `configuration` for what it cannot be.
 */
export function kindOf(project: string, value: unknown): SandboxKind {
  const where = project === '' ? 'the config' : `project '${project}'`
  return parseSandboxKind(`The option \`sandboxes\` of ${where}`, value)
}
