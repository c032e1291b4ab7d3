import { SandpitError } from '@sandpit/client/errors'

// Imported before anything that needs Node, so that a browser does not say `process is not defined`.
if (typeof process === 'undefined') {
  throw new SandpitError(
    'unsupported',
    'Sandboxes are leased by workers of Node, and this test runs in a browser. Put tests that import @sandpit/vitest into a project of your Vitest config that does not enable `browser`.',
  )
}
