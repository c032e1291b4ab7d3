import { SandpitError } from '@sandpit/client/errors'
import type { VainWait } from './pool-line.ts'

/**
 * Says why a run got nothing, and what to do. A service that was too busy to answer says so itself.
 *
 * @param holders who holds the pool, in a sentence
 */
export async function explainEmpty(
  server: string,
  { waitedMs, workers, cause }: VainWait,
  holders: () => Promise<string>,
): Promise<SandpitError> {
  if (cause.code !== 'exhausted') return cause
  return new SandpitError(
    'exhausted',
    `No idle '${server}' sandbox: asked for ${(waitedMs / 1000).toFixed(1)} s. ` +
      `This run wants ${workers} (one for each worker) and has none. ${await holders()} ` +
      'Run fewer workers or fewer jobs at a time, wait longer for the others (`waitMs`), give back ' +
      'what a dead run left (`npx sandpit sweep`), or ask for a larger pool.',
    { server, cause, operation: 'acquire' },
  )
}
