import { execFile } from 'node:child_process'
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { npmrc } from './package-manager.ts'
import type { Registry } from './registry.ts'

const repository = join(import.meta.dirname, '../../../..')

/** Packs every package that is not private, as it is released, and publishes it. */
export async function publishAll(registry: Registry): Promise<void> {
  const scratch = mkdtempSync(join(realpathSync(tmpdir()), 'publish-'))
  try {
    const userconfig = join(scratch, '.npmrc')
    writeFileSync(userconfig, npmrc(registry.url)['.npmrc'])
    // Where it was built is told by a workflow only.
    const options = ['--no-git-checks', '--provenance=false', '--registry', registry.url]
    await promisify(execFile)('npx', ['-y', 'pnpm@12', '--recursive', 'publish', ...options], {
      cwd: repository,
      env: { ...process.env, NPM_CONFIG_USERCONFIG: userconfig },
    })
  } finally {
    rmSync(scratch, { recursive: true, force: true })
  }
}
