import { afterEach, describe, expect, it, vi } from 'vitest'
import { parseSandboxKind } from './sandbox-kind.ts'

afterEach(() => vi.unstubAllEnvs())

describe('parseSandboxKind', () => {
  it('leaves out what is left undefined, so that equal kinds are equal', () => {
    const kind = { service: 'emulator', benchmark: undefined }
    expect(Object.entries(parseSandboxKind(kind, 'one'))).toEqual([['service', 'emulator']])
  })

  it.each([
    [{ service: 'hostd' }, /of project 'one' has service: "hostd"; it is 'emulator' or 'hosted'/],
    [{ apiKey: 'k' }, /of project 'one' has no 'apiKey'; it has service, benchmark and test/],
    [{ toString: 'k' }, /of project 'one' has no 'toString'/],
    [{ benchmark: 7 }, /has benchmark: 7; it is the name of a benchmark/],
    [{ benchmark: '' }, /has benchmark: ""; it is the name of a benchmark/],
    [{ testAccountEmail: 'Ada' }, /has testAccountEmail: "Ada"; it is the email address of a test/],
    ['MCP_Atlas', /is "MCP_Atlas"; it is an object with service, benchmark and testAccountEmail/],
    [null, /is null; it is an object/],
  ])('names what is wrong with %j', (value, message) => {
    expect(() => parseSandboxKind(value, 'one')).toThrow(message)
  })

  it('names no project where there is none', () => {
    expect(() => parseSandboxKind(7, '')).toThrow(/^The option `sandboxes` of the config is 7/)
  })

  it('does not show a key that was put into the wrong place', () => {
    vi.stubEnv('KLAVIS_API_KEY', 'secret')
    expect(() => parseSandboxKind({ service: 'secret' }, 'one')).toThrow(
      /has service: "\[redacted\]"/,
    )
  })
})
