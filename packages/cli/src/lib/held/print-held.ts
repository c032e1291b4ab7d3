import {
  type EmbeddedRun,
  type HeldSandbox,
  type HeldSandboxes,
  hostedCredentials,
  listHeld,
} from '@sandpit/lease/sweep'
import { reportFailure } from '../output/report-failure.ts'
import { formatTable } from '../output/table.ts'

/** Prints what is held as a table, or as JSON; what could not be read makes the exit code 1. */
export async function printHeld({ json }: { readonly json?: true }): Promise<void> {
  const credentials = hostedCredentials(process.env)
  const held = await listHeld({ credentials })
  const { problems } = held
  const text = json ? JSON.stringify(rowsOf(held), null, 2) : asTable(held)
  process.stdout.write(`${text}\n`)
  if (credentials === undefined) {
    process.stderr.write(
      'sandpit: KLAVIS_API_KEY is not set, so this is from the journals on this machine alone\n',
    )
  }
  for (const problem of problems) reportFailure(problem)
}

function rowsOf({ sandboxes, embedded }: HeldSandboxes): readonly object[] {
  return [...sandboxes.map(toJson), ...embedded.map(embeddedToJson)]
}

/** A run on an embedded emulator is one row, whatever it has. */
function embeddedToJson({ runId, pid, since }: EmbeddedRun): object {
  return { server: null, sandboxId: null, runId, life: 'alive', pid, since, knownBy: ['embedded'] }
}

/** Every key in every object: null is what is not known. */
function toJson(sandbox: HeldSandbox): object {
  const { server, sandboxId, runId, life, pid, since, knownBy } = sandbox
  return {
    server,
    sandboxId: sandboxId ?? null,
    runId: runId ?? null,
    life: life ?? null,
    pid: pid ?? null,
    since: since ?? null,
    knownBy,
  }
}

function asTable({ sandboxes, embedded }: HeldSandboxes): string {
  if (sandboxes.length + embedded.length === 0) return 'nothing is held'
  const head = ['SERVER', 'SANDBOX', 'RUN', 'PROCESS', 'SINCE']
  const now = Date.now()
  const rows = sandboxes.map((each) => [
    each.server,
    each.sandboxId ?? '(acquire under way)',
    each.runId ?? 'none of ours',
    describeProcess(each),
    describeSince(each.since, now),
  ])
  const own = embedded.map(({ runId, pid, since }) => [
    'embedded',
    'those of its emulator',
    runId,
    `${pid}, alive`,
    describeSince(since, now),
  ])
  return formatTable([head, ...rows, ...own])
}

function describeProcess({ life, pid }: HeldSandbox): string {
  if (life === undefined) return '-'
  return life === 'elsewhere' ? 'on another machine' : `${pid}, ${life}`
}

/** Some services write the time without a zone; then it is shown as it is. */
function describeSince(since: string | undefined, now: number): string {
  if (since === undefined) return '-'
  const hasZone = /(Z|[+-]\d\d:?\d\d)$/.test(since)
  const ms = now - Date.parse(since)
  return hasZone && ms >= 0 ? `${since} (${ago(ms)})` : since
}

function ago(ms: number): string {
  const minutes = Math.floor(ms / 60_000)
  if (minutes < 1) return 'just now'
  return minutes < 60 ? `${minutes} min ago` : `${Math.floor(minutes / 60)} h ago`
}
