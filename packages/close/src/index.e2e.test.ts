import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'

/** Prints the address of each module that importing `entry` loads. */
const LOADED_MODULES = `
  import { registerHooks } from 'node:module'
  registerHooks({
    load(url, context, next) {
      if (url.startsWith('file:')) console.log(url)
      return next(url, context)
    },
  })
  await import(process.argv[1])
`

async function modulesLoadedBy(entry: string): Promise<readonly string[]> {
  const { stdout } = await promisify(execFile)(process.execPath, [
    '--input-type=module',
    '--eval',
    LOADED_MODULES,
    new URL(entry, import.meta.url).href,
  ])
  return stdout
    .trim()
    .split('\n')
    .map((url) => fileURLToPath(url).replace(/^.*\/packages\//, ''))
}

describe('@sandpit/close', () => {
  // Workers import it once for each test file, so every module costs each of them.
  it('loads a handful of small modules, and neither zod nor fast-check nor undici', async () => {
    expect(await modulesLoadedBy('./index.ts')).toEqual([
      'close/src/index.ts',
      'close/src/lib/data/close-data-builder.ts',
      'client/dist/errors.js',
      'client/dist/lib/errors/sandpit-error.js',
      'client/dist/near-miss.js',
      'client/dist/lib/errors/near-miss.js',
      'client/dist/lib/errors/show-text.js',
      'close/src/lib/data/lead-builder.ts',
      'close/src/lib/data/sample-close-data.ts',
      'close/src/lib/data/usd.ts',
    ])
  })
})
