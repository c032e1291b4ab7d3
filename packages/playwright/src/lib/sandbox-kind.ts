import { SandpitError } from '@sandpit/client/errors'
import type { SandboxKind } from '@sandpit/lease/link'

/**
 * Checks the option `sandboxes`, which a config file may have from anywhere.
 *
 * @throws SandpitError `configuration` for what it cannot be.
 */
export function parseSandboxKind(value: unknown, project: string): SandboxKind {
  if (typeof value !== 'object' || value === null)
    throw wrong(project, `is ${shown(value)}; it is an object with ${list(Object.keys(fields))}`)
  // Equal kinds are to be equal, whether what they leave out is there or not.
  const given = Object.entries(value).filter(([, each]) => each !== undefined)
  for (const [name, each] of given) {
    if (!isField(name))
      throw wrong(project, `has no '${name}'; it has ${list(Object.keys(fields))}`)
    const { is, accepts } = fields[name]
    if (typeof each !== 'string' || !accepts(each))
      throw wrong(project, `has ${name}: ${shown(each)}; it is ${is}`)
  }
  return Object.fromEntries(given)
}

interface Field {
  readonly is: string
  readonly accepts: (value: string) => boolean
}

const fields: Readonly<Record<keyof SandboxKind, Field>> = {
  service: { is: "'emulator' or 'hosted'", accepts: (name) => /^(emulator|hosted)$/.test(name) },
  // Which there are, the service knows.
  benchmark: { is: "the name of a benchmark, such as 'MCP_Atlas'", accepts: (name) => name !== '' },
  testAccountEmail: {
    is: 'the email address of a test account',
    accepts: (email) => /^\S+@\S+$/.test(email),
  },
}

function isField(name: string): name is keyof SandboxKind {
  return Object.hasOwn(fields, name)
}

function wrong(project: string, problem: string): SandpitError {
  const where = project === '' ? 'the config' : `project '${project}'`
  return new SandpitError('configuration', `The option \`sandboxes\` of ${where} ${problem}.`)
}

/** A key that ended up in the wrong place is not to end up in a report as well. */
function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? typeof value
  const key = process.env['KLAVIS_API_KEY']
  return key ? text.replaceAll(key, '[redacted]') : text
}

function list(names: readonly string[]): string {
  return `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`
}
