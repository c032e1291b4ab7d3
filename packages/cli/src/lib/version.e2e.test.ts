import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'

const packageFolder = join(import.meta.dirname, '../..')

it.each(['--version', '-v'])('sandpit %s prints the version of the package', async (flag) => {
  const { version } = JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8')) as {
    version: string
  }
  const run = promisify(execFile)
  const { stdout } = await run(process.execPath, [join(packageFolder, 'bin/sandpit.js'), flag])
  expect(stdout).toBe(`${version}\n`)
})
