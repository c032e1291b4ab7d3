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

it('sandpit complete makes a shell know the commands and their flags', async () => {
  const run = promisify(execFile)
  const bin = join(packageFolder, 'bin/sandpit.js')
  const { stdout: script } = await run(process.execPath, [bin, 'complete', 'bash'])
  expect(script).toMatch(/^# bash completion for sandpit/)
  const commands = await run(process.execPath, [bin, 'complete', '--', ''])
  expect(commands.stdout).toMatch(/^doctor\t.*\n(.*\n)*emulator\t.*\n(.*\n)*init\t.*\n(.*\n)*ls\t/)
  const flags = await run(process.execPath, [bin, 'complete', '--', 'sweep', '--'])
  expect(flags.stdout).toContain('--dry-run')
})

it('an old Node is told which one it takes, in one line', async () => {
  const bin = join(packageFolder, 'bin/sandpit.js')
  const older =
    'data:text/javascript,Object.defineProperty(process.versions,"node",{value:"20.20.2"})'
  const old = promisify(execFile)(process.execPath, [`--import=${older}`, bin, 'doctor'])
  await expect(old).rejects.toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/^sandpit: This is Node 20\.20\.2; .* 22\.19 and later.*\n$/),
  })
})
