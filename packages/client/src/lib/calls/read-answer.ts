import type { core } from 'zod'
import { printable } from '../errors/printable.ts'
import { formatIssues } from '../errors/issues.ts'
import { type Contracts, describeOperation, type Operation } from '../wire/operation.ts'
import { anotherSandbox, isSameId } from '../wire/sandbox-id.ts'
import { SandpitError, type SandpitErrorFacts } from '../errors/sandpit-error.ts'

/**
 * An answer's body as the operation's contract reads it.
 *
 * @throws SandpitError `protocol` where it is not JSON, departs from the contract, or is about
 *   another sandbox.
 */
export function readAnswer<Answer>(
  operation: Operation<Answer>,
  contracts: Contracts,
  text: string,
  facts: SandpitErrorFacts,
): Answer {
  const parsed = operation.answer(contracts).safeParse(readJson(operation, text, facts))
  if (!parsed.success) throw departure(operation, parsed.error.issues, facts)
  const about = operation.idIn?.(parsed.data)
  if (about === undefined || isSameId(about, operation.sandboxId ?? about)) return parsed.data
  throw departure(operation, [anotherSandbox], facts)
}

function readJson(operation: Operation<unknown>, text: string, facts: SandpitErrorFacts): unknown {
  // Local release and reset document `{}`, and a service may as well send nothing.
  if (text === '') return undefined
  try {
    return JSON.parse(text) as unknown
  } catch {
    // The syntax error would quote the body, which may hold credentials.
    throw new SandpitError(
      'protocol',
      `${describeOperation(operation)}: the service answered ${facts.status ?? ''} with ` +
        `${text.length} characters that are not JSON. Perhaps a proxy between you and the service answered.`,
      facts,
    )
  }
}

/** Where an answer departs from the contract. Values stay out: they may be credentials. */
function departure(
  operation: Operation<unknown>,
  found: readonly Pick<core.$ZodIssue, 'path' | 'message'>[],
  facts: SandpitErrorFacts,
): SandpitError {
  const issues = found.map((issue) => ({
    path: issue.path.map((step) => (typeof step === 'number' ? step : printable(String(step)))),
    message: printable(issue.message),
  }))
  return new SandpitError(
    'protocol',
    `${describeOperation(operation)}: the answer does not match the contract.${formatIssues(issues)}`,
    { ...facts, issues },
  )
}
