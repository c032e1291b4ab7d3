import { spawnSync } from 'node:child_process'
import { gunzipSync, gzipSync } from 'node:zlib'

import { packTar } from 'modern-tar'
import { describe, expect, it } from 'vitest'

import type { EmulatorOptions } from '../emulator-options.ts'
import { type Emulator, startEmulator } from '../emulator.ts'

interface Running extends AsyncDisposable {
  readonly emulator: Emulator
  readonly call: (
    route: string,
    json?: unknown,
  ) => Promise<{ readonly status: number; readonly body: Record<string, unknown> }>
  readonly upload: (name: string, program: string) => Promise<void>
}

/** An emulator and one local sandbox in it; routes begin behind the sandbox's path. */
async function start(options: EmulatorOptions = {}): Promise<Running> {
  const emulator = await startEmulator(options)
  const headers = {
    authorization: `Bearer ${emulator.apiKey}`,
    'content-type': 'application/json',
  }
  const send = async (method: string, path: string, json?: unknown) => {
    const body = json === undefined ? {} : { body: JSON.stringify(json) }
    const answer = await fetch(`${emulator.url}/local-sandbox${path}`, { method, headers, ...body })
    return { status: answer.status, body: (await answer.json()) as Record<string, unknown> }
  }
  const { body: acquired } = await send('POST', '', { server_names: ['code-executor'] })
  const call: Running['call'] = (route, json) => {
    const [method = '', path = ''] = route.split(' ')
    return send(method, `/${String(acquired['local_sandbox_id'])}${path}`, json)
  }
  const upload: Running['upload'] = async (name, program) => {
    const { body } = await call('POST /execution-upload-url', { execution_name: name })
    const packed = await packTar([
      { header: { name: 'main.py', size: Buffer.byteLength(program) }, body: program },
    ])
    const archive = new Uint8Array(gzipSync(packed))
    const sent = await fetch(String(body['upload_url']), { method: 'PUT', body: archive })
    expect(sent.status).toBe(200)
  }
  return { emulator, call, upload, [Symbol.asyncDispose]: () => emulator.close() }
}

describe('executions', () => {
  it('fail and say why, unless the emulator was told to run programs', async () => {
    await using running = await start()
    const { call, upload } = running
    await upload('init', 'print(1)')
    const pending = await call('GET /execution-status?execution_name=init')
    expect(pending.body).toEqual({ status: 'pending' })
    const started = await call('POST /execute', { execution_name: 'init' })
    expect(started).toEqual({
      status: 200,
      body: { execution_name: 'init', message: expect.any(String) },
    })
    const { body } = await call('GET /execution-logs?execution_name=init')
    expect(body).toMatchObject({ status: 'failed', logs: expect.stringContaining('runPrograms') })
  })

  it('are unknown until something was uploaded', async () => {
    await using running = await start()
    const { call } = running
    await call('POST /execution-upload-url', { execution_name: 'init' })
    expect((await call('POST /execute', { execution_name: 'init' })).status).toBe(404)
    expect((await call('GET /execution-status?execution_name=other')).status).toBe(404)
    expect((await call('GET /execution-status')).status).toBe(422)
    expect((await call('GET /execution-logs?execution_name=a&cursor=-1')).status).toBe(422)
    expect((await call('POST /execute')).status).toBe(422)
  })
})

const hasPython = spawnSync('python3', ['--version']).status === 0

describe.skipIf(!hasPython)('programs', () => {
  it('run to their end, and leave a log and artifacts', async () => {
    await using running = await start({ runPrograms: true, apiKey: 'my-secret' })
    const { call, upload } = running
    await upload(
      'eval',
      "import os\nopen('made.txt', 'w').write('made')\nprint('Grüße', sorted(os.environ))",
    )
    await call('POST /execute', { execution_name: 'eval' })
    const status = async () => (await call('GET /execution-status?execution_name=eval')).body
    await expect.poll(status, { timeout: 10_000 }).toEqual({ status: 'completed' })
    const { body: all } = await call('GET /execution-logs?execution_name=eval')
    expect(all['logs']).toMatch(/Grüße \[[^\]]*'PATH'/)
    expect(all['logs']).not.toMatch(/KEY|TOKEN|npm_/)
    const half = Buffer.from(String(all['logs'])).indexOf('ß')
    const rest = await call(`GET /execution-logs?execution_name=eval&cursor=${half}`)
    expect(rest.body).toMatchObject({ cursor: all['cursor'], logs: expect.stringMatching(/^ße /) })
    const { body } = await call('POST /export-artifacts', { execution_name: 'eval' })
    const archive = await fetch(String(body['download_url']))
    const unpacked = gunzipSync(await archive.arrayBuffer()).toString()
    expect(unpacked).toContain('made.txt')
    expect(unpacked).toContain('main.py')
  })

  it('that fail have failed', async () => {
    await using running = await start({ runPrograms: true })
    const { call, upload } = running
    await upload('bad', "raise SystemExit('no')")
    await call('POST /execute', { execution_name: 'bad' })
    const logs = async () => (await call('GET /execution-logs?execution_name=bad')).body
    await expect
      .poll(logs, { timeout: 10_000 })
      .toMatchObject({ status: 'failed', logs: expect.stringContaining('no') })
  })

  it.each(['reset', 'release', 'close'])(
    'end with a %s, with all that they started',
    async (how) => {
      await using running = await start({ runPrograms: true })
      const { call, emulator, upload } = running
      const program =
        "import subprocess\nprint('pid', subprocess.Popen(['sleep', '60']).pid, '.')\nsubprocess.run(['sleep', '60'])"
      await upload('long', program)
      await call('POST /execute', { execution_name: 'long' })
      const logs = async () =>
        String((await call('GET /execution-logs?execution_name=long')).body['logs'])
      await expect.poll(logs, { timeout: 10_000 }).toMatch(/pid \d+ \./)
      const pid = Number(/pid (\d+)/.exec(await logs())?.[1])
      expect(isAlive(pid)).toBe(true)
      if (how === 'close') await emulator.close()
      else await call(how === 'reset' ? 'POST /reset' : 'DELETE ')
      await expect.poll(() => isAlive(pid)).toBe(false)
    },
  )
})

/** A process that has ended but has not been waited for counts as ended. */
function isAlive(pid: number): boolean {
  const { stdout } = spawnSync('ps', ['-o', 'stat=', '-p', String(pid)])
  const state = stdout.toString().trim()
  return state !== '' && !state.startsWith('Z')
}
