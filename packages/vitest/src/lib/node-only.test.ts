import { readFileSync } from 'node:fs'
import { runInNewContext } from 'node:vm'
import { stripTypeScriptTypes } from 'node:module'
import { SandpitError } from '@sandpit/client/errors'
import { expect, it } from 'vitest'

/** The module without its import, in a world of its own. */
const source = stripTypeScriptTypes(
  readFileSync(new URL('node-only.ts', import.meta.url), 'utf8').replace(/^import .*$/m, ''),
)

it('says in a browser where tests with sandboxes run, and nothing in Node', () => {
  expect(() => runInNewContext(source, { SandpitError })).toThrow(
    'into a project of your Vitest config that does not enable `browser`',
  )
  expect(() => runInNewContext(source, { SandpitError, process })).not.toThrow()
})
