import type { core } from 'zod'
import { formatIssues } from '../errors/issues.ts'
import type { SandboxService } from './sandbox-service.ts'
import { SandpitError, type SandpitIssue } from '../errors/sandpit-error.ts'

/**
 * Holds a seed against its service's contract and gives back what `initialize` would send.
 *
 * @throws SandpitError `invalid_seed`, with an issue for everything wrong: its path, what was
 * got there, and what was expected.
 *
 * @example
 * ```ts
 * import { parseSeed } from '@sandpit/client/service'
 * import { closeService } from '@sandpit/close/schema'
 *
 * parseSeed(closeService, { leads: [{ name: 'Acme' }] })
 * parseSeed(closeService, { leads: [{ nane: 'Acme' }] }) // throws SandpitError `invalid_seed`
 * ```
 */
export function parseSeed<Seed>(service: SandboxService<Seed, unknown>, value: unknown): Seed {
  const parsed = service.seed.safeParse(value)
  if (parsed.success) return parsed.data
  const issues = seedIssues(parsed.error.issues, value)
  const places = issues.length === 1 ? 'one place' : `${issues.length} places`
  throw new SandpitError(
    'invalid_seed',
    `The seed for '${service.server}' breaks its contract in ${places}; no call was made.` +
      formatIssues(issues),
    { server: service.server, issues },
  )
}

/** Zod's issues in our words: path, expectation, and what was got. */
function seedIssues(issues: readonly core.$ZodIssue[], value: unknown): readonly SandpitIssue[] {
  return issues.flatMap((issue) => expand(issue, value))
}

function expand(issue: core.$ZodIssue, value: unknown): readonly SandpitIssue[] {
  if (issue.code === 'invalid_union') {
    const closest = closestBranch(issue.errors)
    const at = valueAt(value, issue.path)
    if (closest !== undefined)
      return seedIssues(closest, at).map((inner) => ({
        ...inner,
        path: [...plainPath(issue.path), ...inner.path],
      }))
  }
  const path = plainPath(issue.path)
  if (issue.code === 'unrecognized_keys') {
    const messages = isZods(issue.message) ? [] : issue.message.split('\n')
    return issue.keys.map((key, index) => ({
      path: [...path, key],
      message: messages[index] ?? 'no such field; expected one of those the contract names',
    }))
  }
  // A contract that words its own expectations says what it got, too.
  if (!isZods(issue.message)) return [{ path, message: issue.message }]
  const got = preview(valueAt(value, issue.path))
  return [{ path, message: `${expectation(issue.message)}, got ${got}` }]
}

function isZods(message: string): boolean {
  return /^(Invalid |Too small|Too big|Unrecognized key)/.test(message)
}

/** The union branch that got furthest: what the author most likely meant. */
function closestBranch(
  branches: readonly (readonly core.$ZodIssue[])[],
): readonly core.$ZodIssue[] | undefined {
  return branches.toSorted((a, b) => depth(b) - depth(a)).find((branch) => depth(branch) > 0)
}

function depth(branch: readonly core.$ZodIssue[]): number {
  return Math.max(0, ...branch.map((issue) => issue.path.length))
}

function plainPath(path: readonly PropertyKey[]): (string | number)[] {
  return path.map((step) => (typeof step === 'number' ? step : String(step)))
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (at, step) =>
      typeof at === 'object' && at !== null
        ? (at as Record<PropertyKey, unknown>)[step]
        : undefined,
    value,
  )
}

function expectation(message: string): string {
  return message.replace(/^Invalid input: /, '').replace(/, received .*$/, '')
}

function preview(value: unknown): string {
  if (value === undefined) return 'nothing'
  if (typeof value === 'function' || typeof value === 'symbol') return `a ${typeof value}`
  if (Array.isArray(value)) return 'an array'
  if (typeof value === 'object' && value !== null) return 'an object'
  // JSON has no NaN, no Infinity and no bigint.
  const text =
    typeof value === 'string'
      ? JSON.stringify(value)
      : `${value as number | bigint | boolean | null}`
  return text.length > 60 ? `${text.slice(0, 57)}...` : text
}
