import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { hosted, occupied } from '@sandpit/fixture-projects'
import { type Emulator, startEmulator } from '@sandpit/emulator'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

const bin = join(import.meta.dirname, '../../bin/sandpit.js')

describe('sandpit doctor with a key', () => {
  let folder = ''
  let emulator: Emulator
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'd-'))
    emulator = await startEmulator({ latencyMs: { acquire: 300, dump: 100 } })
  })
  afterEach(async () => {
    await emulator.close()
    rmSync(folder, { recursive: true })
  })

  function start(args: readonly string[], env: NodeJS.ProcessEnv = {}): ChildProcess {
    const settings = { PATH: process.env['PATH'], TMPDIR: folder, ...hosted(emulator), ...env }
    return spawn(process.execPath, [bin, 'doctor', ...args], { cwd: folder, env: settings })
  }

  it('says what it will do, compares, and gives everything back', async () => {
    const { code, stdout, stderr } = await ended(start(['--yes']))
    expect(stderr).toMatch(
      /one 'close' sandbox[^]*makes \d\d calls[^]*costs [^]*sandpit\/cli sweep --run [0-9a-f]{12}\n/,
    )
    expect(stdout).toMatch(/^ok +Node .*\nunclear +runner +there is no package.json/)
    expect(stdout).toMatch(/\n\n## A service at another address and the emulator: 0 differences\n/)
    expect(stdout).toMatch(/\nNothing was left behind: .*\n$/)
    expect(emulator.calls()).toMatchObject({ acquire: 1, release: 1 })
    expect(code).toBe(0)
    expect(stdout + stderr).not.toContain(emulator.apiKey)
  })

  it('calls nobody without a yes', async () => {
    const { code, stdout, stderr } = await ended(start([]))
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
    expect(stderr).toMatch(/^sandpit: .* no terminal to ask in.* Add --yes .*\n$/)
    expect(emulator.calls()).toMatchObject({ acquire: 0, list: 0 })
  })

  it('has one message for a wrong key, and for a service that is not there', async () => {
    const gone = await startEmulator()
    await gone.close()
    const wrong = await ended(start(['--yes'], { KLAVIS_API_KEY: 'wrong' }))
    expect(wrong.stderr).toMatch(/\n\nsandpit: .*refused the API key \(401.*\n$/)
    const none = await ended(start(['--yes'], { KLAVIS_BASE_URL: gone.url }))
    expect(none.stderr).toMatch(/\n\nsandpit: .*ECONNREFUSED.*Nothing listens there.*\n$/)
    for (const { code, stdout, stderr } of [wrong, none]) {
      expect(code).toBe(1)
      expect(stdout).not.toContain('difference')
      expect(stderr.match(/^sandpit: /gm)).toHaveLength(1)
    }
  })

  it.each([
    ['while it acquires', 'acquire', 0],
    ['while it looks at a dump', 'dump', 1],
  ] as const)('gives back what it took when it is interrupted %s', async (_, operation, calls) => {
    const doctor = start(['--yes'])
    const finished = ended(doctor)
    await expect
      .poll(() => occupied(emulator).length + emulator.calls()[operation], {
        interval: 5,
        timeout: 20_000,
      })
      .toBeGreaterThan(calls)
    doctor.kill('SIGINT')
    const { code, stderr } = await finished
    expect(stderr).toMatch(
      /interrupted; giving the sandbox back\nsandpit: interrupted. Nothing was left behind/,
    )
    expect(code).toBe(130)
    expect(emulator.calls().acquire).toBe(1)
    expect(occupied(emulator)).toEqual([])
  })
})

interface Ended {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

async function ended(child: ChildProcess): Promise<Ended> {
  const exit = once(child, 'exit')
  const [stdout, stderr] = await Promise.all([
    child.stdout === null ? '' : text(child.stdout),
    child.stderr === null ? '' : text(child.stderr),
  ])
  await exit
  return { code: child.exitCode, stdout, stderr }
}
