import type { SandboxKind } from '@sandpit/lease/link'
import { parseSandboxKind } from '@sandpit/lease/kind'

/**
 * Checks the option `sandboxes` of a project, which a config file may have from anywhere.
 *
 * @throws SandpitError `configuration` for what it cannot be.
 */
export function kindOf(project: string, value: unknown): SandboxKind {
  const where = project === '' ? 'the config' : `project '${project}'`
  return parseSandboxKind(`The option \`sandboxes\` of ${where}`, value)
}
