import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { startEmulator } from '@sandpit/emulator'
import { afterAll, describe, expect, test } from 'vitest'
import { hosted } from './lib/emulated-service.ts'
import { leftBehindAfter, nothing } from './lib/kills/left-behind.ts'
import { mayMount, MountedDisk } from './lib/mounted-disk.ts'
import type { Ended } from './lib/runner-process.ts'
import { setUpRunner } from './lib/any-runner.ts'

const twoTests = `
test('one', async ({ close }) => { await close.dump() })
test('another', async ({ close }) => { await close.dump() })
`

/** Runners repeat an error at the test that it comes from, so its lines are counted once. */
function messages({ output }: Ended, pattern: RegExp): ReadonlySet<string> {
  return new Set(output.split('\n').filter((line) => pattern.test(line)))
}

describe.each(['the newest Vitest', 'the newest Playwright'] as const)('%s', (runnerName) => {
  const runner = setUpRunner(runnerName)
  const { project } = runner
  afterAll(() => project[Symbol.dispose]())

  /** Playwright would fail before it asks for a sandbox. */
  const ownCache = { PWTEST_CACHE_DIR: join(project.root, 'cache') }

  /** Runs with a temporary folder, and asks for nothing left and no call made. */
  async function run(
    temporary: string,
    options = '{}',
    settings: NodeJS.ProcessEnv = {},
    tests = twoTests,
  ): Promise<Ended> {
    await using emulator = await startEmulator()
    const files = { 'a.test.ts': runner.file(tests) }
    const folder = project.write('bad-input', files, runner.config(options))
    const env = { ...hosted(emulator), TMPDIR: temporary, ...ownCache, ...settings }
    const ended = await project.run(folder, env)
    expect(ended.code).toBe(1)
    expect(emulator.calls()).toMatchObject({ acquire: 0, list: 0 })
    expect(await leftBehindAfter(5000, emulator, temporary)).toEqual(nothing)
    return ended
  }

  function makeFolder(name: string): string {
    const path = join(project.root, name)
    mkdirSync(path, { recursive: true })
    return path
  }

  test('a path that is too long for a socket', async () => {
    const ended = await run(makeFolder('deep/'.repeat(30)))
    expect(
      messages(ended, /so long a path that no socket fits.*set TMPDIR to a shorter one/).size,
    ).toBe(1)
  })

  test('a temporary folder that is a file', async () => {
    const file = join(makeFolder('has-a-file'), 'file')
    writeFileSync(file, '')
    const ended = await run(file)
    expect(messages(ended, /cannot write to .*\(ENOTDIR\).*set TMPDIR/).size).toBe(1)
  })

  test('a service that cannot be reached', async () => {
    const unknown = { KLAVIS_BASE_URL: 'http://service.invalid' }
    const ended = await run(makeFolder('n'), '{}', unknown)
    expect(messages(ended, /http:\/\/service.invalid .*The name does not resolve/).size).toBe(1)
    expect(ended.output).toMatch(/no sandbox could be acquired; .*left behind: nothing/)
  })

  test.runIf(mayMount)('a temporary folder that may not be written to', async () => {
    using disk = new MountedDisk('ro')
    const ended = await run(disk.path)
    expect(messages(ended, /cannot write to .*\(EROFS\).*set TMPDIR/).size).toBe(1)
  })

  test.runIf(mayMount)('a full disk', async () => {
    using disk = new MountedDisk('size=4k')
    writeFileSync(join(disk.path, 'filling'), 'x'.repeat(4096))
    const ended = await run(disk.path)
    expect(messages(ended, /journal.*cannot be written to \(ENOSPC\).*set TMPDIR/).size).toBe(1)
  })

  test('an option of a test under a misspelt name', async () => {
    const misspelt = runnerName.includes('Vitest')
      ? "test.override('sede', { leads: [] })"
      : 'test.use({ sede: { leads: [] } })'
    const ended = await run(makeFolder('t'), '{}', {}, `${misspelt}\n${twoTests}`)
    expect(messages(ended, /did you mean 'seed'\?/).size).toBe(1)
    expect(ended.output).toMatch(/a\.test\.ts:7/)
  })

  test.each([
    ['{ spares: -1 }', /has spares: -1; it is a whole number, 0 or more, or 'auto'/],
    ['{ ceiling: 1 }', /ceiling of 1 is below its 2 workers.*Set `ceiling` to 2/],
  ])('%s', async (options, message) => {
    const ended = await run(makeFolder('t'), options)
    expect(messages(ended, message).size).toBe(1)
  })
})
