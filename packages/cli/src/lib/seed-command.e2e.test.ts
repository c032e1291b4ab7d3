import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseCloseSeed } from '@sandpit/close/schema'
import { afterAll, describe, expect, it } from 'vitest'

const bin = join(import.meta.dirname, '../../bin/sandpit.js')
const folder = mkdtempSync(join(tmpdir(), 'seed-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function sandpitSeed(...flags: string[]): { code: number | null; stdout: string; stderr: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [bin, 'seed', ...flags], {
    encoding: 'utf8',
    cwd: folder,
  })
  return { code: status, stdout, stderr }
}

describe('sandpit seed', () => {
  it('prints the same valid data for the same number', () => {
    const { code, stdout } = sandpitSeed('--seed', '42', '--leads', '50')
    expect(code).toBe(0)
    expect(parseCloseSeed(JSON.parse(stdout)).leads).toHaveLength(50)
    expect(sandpitSeed('--seed', '42', '--leads', '50').stdout).toBe(stdout)
    expect(sandpitSeed('--seed', '43', '--leads', '50').stdout).not.toBe(stdout)
    const hostile = sandpitSeed('--seed', '42', '--leads', '50', '--hostile').stdout
    expect(parseCloseSeed(JSON.parse(hostile)).leads).toHaveLength(50)
  })

  it('prints builder code', () => {
    const { stdout } = sandpitSeed('--leads', '2', '--code')
    expect(stdout).toMatch(/^import { closeData, usd } from '@sandpit\/close'/)
    expect(stdout).toMatch(/export const seed = closeData\(\)/)
  })

  it('points at each mistake of a file', () => {
    writeFileSync(join(folder, 'bad.json'), '{\n  "leads": [\n    { "nam": "Acme" }\n  ]\n}\n')
    const { code, stderr } = sandpitSeed('--check', 'bad.json')
    expect(code).toBe(1)
    expect(stderr).toMatch(/^bad\.json:3:\d+ /m)
    expect(stderr).toMatch(/name/)
  })

  it('says how much a good file holds', () => {
    writeFileSync(join(folder, 'good.json'), '{ "leads": [{ "name": "Acme" }] }')
    expect(sandpitSeed('--check', 'good.json')).toMatchObject({
      code: 0,
      stdout: 'good.json: 1 leads, no mistakes\n',
    })
  })

  it('prints and checks the data of any system that the document knows', () => {
    const { code, stdout } = sandpitSeed('hubspot', '--seed', '42')
    expect(code).toBe(0)
    expect(sandpitSeed('hubspot', '--seed', '42').stdout).toBe(stdout)
    writeFileSync(join(folder, 'hubspot.json'), stdout)
    expect(sandpitSeed('hubspot', '--check', 'hubspot.json').stdout).toMatch(/no mistakes/)
    writeFileSync(join(folder, 'bad-slack.json'), '{ "channels": [{ "nam": "general" }] }')
    expect(sandpitSeed('slack', '--check', 'bad-slack.json').stderr.split('\n')).toEqual([
      'bad-slack.json: channels.0.name: expected string, got nothing',
      'bad-slack.json: channels.0.nam: "nam" is no field of SlackChannel, whose fields are name, description, is_private, messages',
      '',
    ])
    expect(sandpitSeed('slack', '--code').stdout).toMatch(
      /^import type .*\n\nexport const seed: SystemData<'slack'> = \{/,
    )
    expect(sandpitSeed('wikipedia').stderr).toMatch(/^sandpit: .*'wikipedia'/)
    expect(sandpitSeed('slack', '--leads', '2').stderr).toMatch(/--leads is for .*close/)
  })

  it('refuses what is no number, and says when there is no file', () => {
    expect(sandpitSeed('--leads', 'many').stderr).toMatch(/whole number/)
    const { code, stderr } = sandpitSeed('--check', 'nowhere.json')
    expect(code).toBe(1)
    expect(stderr).toMatch(/^sandpit: .*nowhere\.json/)
  })
})
