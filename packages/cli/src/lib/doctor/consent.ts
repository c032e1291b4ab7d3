import { SandpitError } from '@sandpit/client/errors'
import type { Trial } from '../contract/trial.ts'
import { contract } from '../contract/contract.ts'
import type { TriedService } from './tried-service.ts'

/** What comparing would do, and what it costs; the emulator was asked the same just before. */
export function describePlan({ client, runId }: Trial, { clauses }: TriedService): string {
  const calls = clauses.flatMap(({ exchanges }) => exchanges).length
  const refused = clauses
    .flatMap(({ exchanges }) => exchanges)
    .filter(({ status = 0 }) => status >= 400).length
  const promises = contract.filter(({ unshared }) => unshared !== true).length
  return `
The same is about to be asked of ${client.baseUrl}, with your key:
  takes one 'close' sandbox, puts sample data into it, empties it, lists its tools and calls one that
  reads, makes ${refused} calls that are to be refused, and gives the sandbox back
  ${calls} calls for ${promises} promises, as many as the emulator was just asked; usually less than a minute
  costs what your account pays for one sandbox for that long, and one place in its pool meanwhile
  nothing else of the account is changed; its list of sandboxes is read, and only its own is looked at
If this process is killed, the service takes the sandbox back after 10 minutes, or you do:
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
      'ask in, or --json. Add --yes to have it call, or unset KLAVIS_API_KEY to check this machine alone.',
  )
}

async function askInTerminal(): Promise<boolean> {
  const { confirm } = await import('@clack/prompts')
  return (await confirm({ message: 'Call the service?' })) === true
}
