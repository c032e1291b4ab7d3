import { SandpitError } from '@sandpit/client/errors'
import { checkedFaults, checkedRequest } from '../link/checked-request.ts'
import type { Link, SandboxKind } from '../link/link.ts'
import { type RunnerParts, startRunnerRun } from './runner-run.ts'
import { sayOnce } from './say.ts'

export interface OwnRunOptions {
  readonly parts: RunnerParts
  readonly kind?: SandboxKind
  /** What shares sandboxes between workers; said once, after which service it is. */
  readonly advice: string
  /** The process that starts the workers. */
  readonly runner: number
  /** Whether the process says it itself when tests wait long; by default the test that waits is told. */
  readonly onLongWait?: (notice: string) => void
}

/** A way to sandboxes, and its end. */
export interface OwnRun {
  readonly link: Link
  /** @throws SandpitError `release_failed` for what could not be given back */
  end(): Promise<void>
}

/** A run of one worker's own, where the config has no `sandpit()`: one sandbox, while it lives. */
export async function startOwnRun(options: OwnRunOptions): Promise<OwnRun> {
  const { parts, kind = {}, advice, runner, onLongWait } = options
  const run = await startRunnerRun({
    parts,
    settings: kind,
    workers: 1,
    onService: (description) => sayOnce(runner, `${description}, ${advice}`),
    ...(onLongWait !== undefined && { onLongWait }),
  })
  return {
    link: checkedLink(run.link()),
    end: async () => {
      const { failures } = await run.end()
      if (failures.length > 0) throw notGivenBack(failures)
    },
  }
}

/** The same link, which refuses what one to another process would. */
function checkedLink(link: Link): Link {
  return {
    ...link,
    begin: async (request, ...more) => link.begin(checkedRequest(request), ...more),
    setFaults: async (leaseId, faults) => link.setFaults(leaseId, checkedFaults(faults)),
  }
}

/** One error for all that could not be given back, since a runner shows little but its message. */
export function notGivenBack(failures: readonly SandpitError[]): SandpitError {
  const [first] = failures
  if (first !== undefined && failures.length === 1) return first
  const messages = failures.map((failure) => failure.message).join('\n')
  return new SandpitError('release_failed', messages, { cause: new AggregateError(failures) })
}
