import { spawn } from 'node:child_process'
import { tmpdir } from 'node:os'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { startPrism } from './prism.ts'
import { aboutWhatWasAsked } from './prism-answers.ts'

const manifest = import.meta.resolve('@sandpit/cli/package.json')
const bin = fileURLToPath(new URL('./bin/sandpit.js', manifest))

interface Answer {
  readonly comparison: {
    readonly left: number
    readonly calls: readonly { readonly service: string; readonly operation: string }[]
    readonly differences: readonly Readonly<Record<string, string>>[]
  }
}

// Such a mock keeps nothing and knows no key, and its answers are those of the newer document.
it('sandpit doctor finds how a mock of the public document differs', async () => {
  await using prism = await aboutWhatWasAsked(await startPrism('public'))
  const env = { ...process.env, KLAVIS_API_KEY: 'k-prism', KLAVIS_BASE_URL: prism.url }
  const args = [bin, 'doctor', '--yes', '--json']
  const doctor = spawn(process.execPath, args, { env, cwd: tmpdir() })
  const [stdout, stderr] = await Promise.all([text(doctor.stdout), text(doctor.stderr)])
  const { left, calls, differences } = (JSON.parse(stdout) as Answer).comparison

  expect({ left, stderr }).toEqual({ left: 0, stderr: '' })
  const refused = calls.filter(({ service }) => !/^20\d|not called|no answer/.test(service))
  expect(refused.map(({ operation, service }) => `${operation}: ${service}`)).toEqual([
    'POST /sandbox/close/{sandbox_id}/initialize: 422',
    'GET /sandbox/clsoe/{sandbox_id}: 422',
  ])
  const told = differences.map(({ kind, call, place, service, emulator }) =>
    [kind, call, place, service, emulator].join(' | '),
  )
  const get = 'GET /sandbox/close/{sandbox_id}'
  expect(told).toEqual(
    expect.arrayContaining([
      "text | POST /sandbox/close | status | 'idle' | 'occupied'",
      `type | ${get} | sandbox_id | string | uuid`,
      `type | ${get}/dump | dumped_at | date-time | date-time without a zone`,
      `code | ${get} |  | 200 | 404`,
      'code | GET /sandbox |  | 200 | 401',
      'promise | wrong key | refuses a wrong key | broken: it is not refused | kept',
      'code | MCP initialize |  | no answer | 200',
    ]),
  )
})
