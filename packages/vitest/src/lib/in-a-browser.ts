import { SandpitError } from '@sandpit/client/errors'

/**
 * Where there is no `process`, whatever needs it would say no more than that.
 *
 * @throws SandpitError `unsupported`
 */
export function refuseBrowser(world: object): void {
  if ('process' in world) return
  throw new SandpitError(
    'unsupported',
    'Sandboxes are leased by workers of Node, and this test runs in a browser. Put tests that import @sandpit/vitest into a project of your Vitest config that does not enable `browser`.',
  )
}
