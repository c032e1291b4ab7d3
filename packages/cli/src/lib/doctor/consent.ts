import { SandpitError } from '@sandpit/client/errors'
import type { Trial } from '../contract/trial.ts'
import type { TriedService } from './tried-service.ts'

/** What comparing would do, and what it costs; the emulator was asked the same just before. */
export function describePlan({ client, runId }: Trial, { clauses }: TriedService): string {
  const calls = clauses.flatMap(({ exchanges }) => exchanges)
  const refused = calls.filter(({ status = 0 }) => status >= 400)
  return `
sandpit doctor is about to call ${client.baseUrl} with your key. It
- takes one 'close' sandbox, fills it with sample data, empties it, lists its tools, calls one tool
  that only reads, and gives the sandbox back;
- makes ${calls.length} calls, as it just did on the embedded emulator, of which ${refused.length} are to be refused: usually
  less than a minute;
- costs what your account pays for one sandbox for that long, and one place in its pool meanwhile;
- reads the list of your sandboxes, and changes none but its own.
If this process is killed, the service takes the sandbox back after 10 minutes, or you do with
npx -y @sandpit/cli sweep --run ${runId}

`
}

/** What the flags say of asking. */
export interface ConsentFlags {
  readonly yes?: true
  readonly json?: true
}

/**
 * Answers whether the service may be called.
 *
 * @throws SandpitError `configuration` where nobody can be asked
 */
export function consentOf({ yes, json }: ConsentFlags): () => Promise<boolean> {
  if (yes) return async () => true
  if (process.stdin.isTTY && process.stdout.isTTY && json !== true) return askInTerminal
  throw new SandpitError(
    'configuration',
    'KLAVIS_API_KEY is set, and doctor asks before it calls the service, but there is no terminal to ' +
      'ask in, or --json is given. Add --yes to make the calls, or unset KLAVIS_API_KEY to check this machine alone.',
  )
}

async function askInTerminal(): Promise<boolean> {
  const { confirm } = await import('@clack/prompts')
  return (await confirm({ message: 'Call the service?' })) === true
}
