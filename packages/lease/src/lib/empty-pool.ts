import type { SandboxClient } from '@sandpit/client'
import { SandpitError } from '@sandpit/client/errors'
import type { VainWait } from './pool-line.ts'
import { describeHolders } from './pool-holders.ts'

/** Says why a run got nothing, and what to do. A service that was too busy to answer says so itself. */
export async function explainEmpty(
  client: SandboxClient,
  server: string,
  { waitedMs, workers, cause }: VainWait,
): Promise<SandpitError> {
  if (cause.code !== 'exhausted') return cause
  const holders = await describeHolders(client, server)
  return new SandpitError(
    'exhausted',
    `No idle '${server}' sandbox: asked for ${(waitedMs / 1000).toFixed(1)} s. ` +
      `This run wants ${workers} (one for each worker) and has none. ${holders} ` +
      'Run fewer workers or fewer jobs at a time, wait for the others, give back what a dead run left ' +
      '(`sandpit sweep`), or ask for a larger pool.',
    { server, cause, operation: 'acquire' },
  )
}
