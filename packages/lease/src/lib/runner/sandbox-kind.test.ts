import { afterEach, describe, expect, it, vi } from 'vitest'
import { parseSandboxKind } from './sandbox-kind.ts'

afterEach(() => vi.unstubAllEnvs())

const subject = "The option `sandboxes` of project 'one'"

describe('parseSandboxKind', () => {
  it('leaves out what is left undefined, so that equal kinds are equal', () => {
    const kind = { service: 'emulator', benchmark: undefined }
    expect(Object.entries(parseSandboxKind(subject, kind))).toEqual([['service', 'emulator']])
  })

  it.each([
    [{ service: 'hostd' }, /of project 'one' has service: "hostd"; did you mean 'hosted'\?$/],
    [{ service: 'Hosted' }, /has service: "Hosted"; did you mean 'hosted'\?$/],
    [{ service: 'local' }, /has service: "local"; it is 'emulator' or 'hosted'\.$/],
    [{ benchmrk: 'MCP_Atlas' }, /has no option 'benchmrk'; did you mean 'benchmark'\?$/],
    [
      { apiKey: 'k' },
      /of project 'one' has no option 'apiKey'; it has service, benchmark and test/,
    ],
    [{ toString: 'k' }, /of project 'one' has no option 'toString'/],
    [{ benchmark: 7 }, /has benchmark: 7; it is the name of a benchmark/],
    [{ benchmark: '' }, /has benchmark: ""; it is the name of a benchmark/],
    [{ testAccountEmail: 'Ada' }, /has testAccountEmail: "Ada"; it is the email address of a test/],
    ['MCP_Atlas', /is given "MCP_Atlas"; it takes an object with service, benchmark and test/],
    [null, /is given null; it takes an object/],
    [[], /is given \[\]; it takes an object/],
  ])('names what is wrong with %j', (value, message) => {
    expect(() => parseSandboxKind(subject, value)).toThrow(message)
  })

  it('does not show a key that was put into the wrong place', () => {
    vi.stubEnv('KLAVIS_API_KEY', 'secret')
    expect(() => parseSandboxKind(subject, { service: 'secret' })).toThrow(
      /has service: "\[redacted\]"/,
    )
  })
})
