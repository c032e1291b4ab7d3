import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { type Emulator, startEmulator } from '@sandpit/emulator'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

const packageFolder = join(import.meta.dirname, '../..')

/** A run that takes three sandboxes and keeps them. */
const holding = `
import { startRun } from '@sandpit/lease'
import { openService } from '@sandpit/lease/service'
const credentials = { apiKey: process.env.KLAVIS_API_KEY, baseUrl: process.env.KLAVIS_BASE_URL }
const run = await startRun({
  workers: 3,
  credentials,
  service: () => openService({ name: 'hosted', credentials }, { services: [] }),
})
await Promise.all([1, 2, 3].map(() => run.link().hold('close')))
process.stdout.write(run.runId)
setInterval(() => {}, 1000)
`

/** The same on an emulator inside it. */
const embedded = `
import { startRun } from '@sandpit/lease'
import { openService } from '@sandpit/lease/service'
import { startEmulator } from '@sandpit/emulator'
const run = await startRun({
  workers: 1,
  service: () => openService({ name: 'emulator' }, { services: [], startEmulator: () => startEmulator() }),
})
await run.link().hold('close')
process.stdout.write(run.runId)
setInterval(() => {}, 1000)
`

interface Finished {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

describe('sandpit sweep and sandpit ls', () => {
  let temporary = ''
  let emulator: Emulator
  let environment: NodeJS.ProcessEnv
  beforeEach(async () => {
    temporary = mkdtempSync(join(tmpdir(), 's-'))
    emulator = await startEmulator({
      latencyMs: { acquire: 1000, reset: 300, release: 200 },
    })
    environment = {
      PATH: process.env['PATH'],
      TMPDIR: temporary,
      KLAVIS_API_KEY: emulator.apiKey,
      KLAVIS_BASE_URL: emulator.url,
    }
  })
  afterEach(async () => {
    await emulator.close()
    rmSync(temporary, { recursive: true, force: true })
  })

  function startHolding(): ChildProcess {
    return spawn(process.execPath, ['--input-type=module', '--eval', holding], {
      cwd: packageFolder,
      env: environment,
      stdio: ['ignore', 'pipe', 'inherit'],
    })
  }

  async function hold(): Promise<{ run: ChildProcess; runId: string }> {
    const run = startHolding()
    const [runId] = (await once(run.stdout ?? run, 'data')) as [Buffer]
    return { run, runId: runId.toString() }
  }

  async function sandpit(args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Finished> {
    const bin = join(packageFolder, 'bin/sandpit.js')
    const child = spawn(process.execPath, [bin, ...args], {
      env: { ...environment, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    const exit = once(child, 'exit')
    const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)])
    await exit
    return { code: child.exitCode, stdout, stderr }
  }

  const occupied = (): number =>
    emulator.sandboxes().filter(({ status }) => status === 'occupied').length

  const folders = (): readonly string[] =>
    readdirSync(temporary).flatMap((each) => readdirSync(join(temporary, each)))

  it('gives everything back within 3 s after run and reaper were killed', async () => {
    const { run, runId } = await hold()
    killWithReaper(run)
    await new Promise((resolve) => setTimeout(resolve, 1000))
    expect(occupied()).toBe(3)

    const listed = await sandpit(['ls'])
    expect(listed.stdout).toMatch(/^SERVER +SANDBOX +RUN +PROCESS +SINCE\n/)
    expect(listed.stdout.match(new RegExp(`${runId} +${run.pid}, dead`, 'g'))).toHaveLength(3)

    const doctor = await sandpit(['doctor'], { KLAVIS_API_KEY: '' })
    expect(doctor.stdout).toMatch(/^failed +leftovers +dead runs hold 3 sandboxes$/m)
    expect(doctor.code).toBe(1)

    const dry = await sandpit(['sweep', '--dry-run'])
    expect(dry.stdout.match(/^would give back 'close' sandbox/gm)).toHaveLength(3)
    expect(occupied()).toBe(3)

    const started = performance.now()
    const { code, stdout, stderr } = await sandpit(['sweep'])
    expect(performance.now() - started).toBeLessThan(3000)
    expect(stderr).toBe('')
    expect(stdout.match(/^gave back 'close' sandbox \S+ of run \w+$/gm)).toHaveLength(3)
    expect(code).toBe(0)
    expect(occupied()).toBe(0)
    expect(folders()).toEqual([])
    expect((await sandpit(['sweep'])).stdout).toBe('nothing to give back\n')
    for (const { stdout: printed } of [listed, dry]) expect(printed).not.toContain(emulator.apiKey)
  })

  it('gives back what an acquire took whose run was killed meanwhile', async () => {
    const run = startHolding()
    await expect.poll(() => emulator.calls().acquire, { timeout: 10_000 }).toBe(3)
    killWithReaper(run)
    const { code, stderr } = await sandpit(['sweep'])
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(emulator.calls()).toMatchObject({ acquire: 3, release: 3 })
    expect(occupied()).toBe(0)
  })

  it('leaves a live run alone, and sweeps it by its tags where its journal is not', async () => {
    const { run, runId } = await hold()
    const { code, stdout } = await sandpit(['sweep'])
    expect({ code, stdout }).toEqual({
      code: 0,
      stdout: `run ${runId} is alive (process ${run.pid}); its sandboxes were left alone: 3\n`,
    })
    const refused = await sandpit(['sweep', '--run', runId])
    expect(refused).toMatchObject({ code: 1, stdout: '' })
    expect(refused.stderr).toContain('End it first')
    expect(occupied()).toBe(3)

    killWithReaper(run)
    const elsewhere = mkdtempSync(join(tmpdir(), 's-'))
    const swept = await sandpit(['sweep', '--run', runId], { TMPDIR: elsewhere })
    rmSync(elsewhere, { recursive: true })
    expect(swept).toMatchObject({ code: 0, stderr: '' })
    expect(occupied()).toBe(0)
  })

  it('prints JSON for machines, with neither key nor address in it', async () => {
    const { run, runId } = await hold()
    const { stdout } = await sandpit(['ls', '--json'])
    killWithReaper(run)
    const listed = JSON.parse(stdout) as object[]
    const { pid } = run
    expect(listed).toHaveLength(3)
    expect(listed).toContainEqual({
      server: 'close',
      sandboxId: expect.any(String),
      runId,
      life: 'alive',
      pid,
      since: expect.stringMatching(/^\d{4}-.*Z$/),
      knownBy: ['journal', 'service'],
    })
    expect(stdout).not.toMatch(/http|instance/)
    const folder = join(temporary, readdirSync(temporary)[0] ?? '', runId)
    expect(readFileSync(join(folder, 'journal.jsonl'), 'utf8')).not.toContain(emulator.apiKey)
  })

  it.each([
    [{ KLAVIS_API_KEY: '' }, /left 3 sandboxes of .* Set KLAVIS_API_KEY/],
    [{ KLAVIS_BASE_URL: 'http://127.0.0.1:9' }, /left 3 sandboxes of .* Set KLAVIS_BASE_URL/],
    [{ KLAVIS_API_KEY: 'wrong' }, /KLAVIS_API_KEY/],
  ])('fails with what to set, given %j', async (env, message) => {
    const { run } = await hold()
    killWithReaper(run)
    const { code, stderr } = await sandpit(['sweep'], env)
    expect(code).toBe(1)
    expect(stderr).toMatch(message)
    expect(stderr.trim().split('\n')).toHaveLength(1)
    expect(occupied()).toBe(3)
  })

  it('lists a run on an embedded emulator, which holds nothing that anybody could give back', async () => {
    const run = spawn(process.execPath, ['--input-type=module', '--eval', embedded], {
      cwd: packageFolder,
      env: { ...environment, KLAVIS_API_KEY: '' },
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const [runId] = (await once(run.stdout ?? run, 'data')) as [Buffer]
    const listed = await sandpit(['ls'])
    const asJson = await sandpit(['ls', '--json'])
    const swept = await sandpit(['sweep'])
    run.kill('SIGKILL')
    await once(run, 'exit')
    expect(listed.stdout).toMatch(
      new RegExp(`^embedded +those of its emulator +${String(runId)} +${run.pid}, alive +`, 'm'),
    )
    expect(JSON.parse(asJson.stdout)).toMatchObject([
      { runId: String(runId), pid: run.pid, knownBy: ['embedded'] },
    ])
    expect(swept.stdout).toBe('nothing to give back\n')
    expect((await sandpit(['ls'])).stdout).toBe('nothing is held\n')
  })

  it('says what it did as JSON, and what went wrong too', async () => {
    const { run, runId } = await hold()
    killWithReaper(run)
    const wrong = await sandpit(['sweep', '--json'], { KLAVIS_API_KEY: 'wrong' })
    expect(JSON.parse(wrong.stderr)).toMatchObject({ error: { code: expect.any(String) } })
    const { stdout } = await sandpit(['sweep', '--json'])
    const { givenBack } = JSON.parse(stdout) as { readonly givenBack: readonly object[] }
    expect(givenBack).toHaveLength(3)
    expect(givenBack[0]).toMatchObject({ server: 'close', runId })
  })

  it('says which folder it may not read, and sweeps the others', async () => {
    const { run, runId } = await hold()
    killWithReaper(run)
    const runs = join(temporary, readdirSync(temporary)[0] ?? '')
    const locked = join(runs, '0123456789ab')
    mkdirSync(locked)
    chmodSync(locked, 0o000)
    const { code, stdout, stderr } = await sandpit(['sweep'])
    chmodSync(locked, 0o700)
    expect(stdout).toContain(runId)
    expect(occupied()).toBe(0)
    // Nothing is locked for root, for whom this is the folder of a run that is just starting.
    if (process.getuid?.() === 0) return
    expect(code).toBe(1)
    expect(stderr).toContain(`${locked} cannot be read (EACCES)`)
  })
})

/** SIGKILL to the reaper first, which would clean up if it outlived the run by a moment. */
function killWithReaper(run: ChildProcess): void {
  const { pid } = run
  if (pid === undefined) throw new TypeError('The run did not start.')
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ')
  for (const child of children) process.kill(Number(child), 'SIGKILL')
  run.kill('SIGKILL')
}
