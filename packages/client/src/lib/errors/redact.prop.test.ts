import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { redact } from './redact.ts'

const secret = fc.stringMatching(/^[a-z0-9]{12,24}$/)
const words = fc.string({ maxLength: 20 })

describe('redact', () => {
  it('leaves no known secret, bearer token, query or user of an address, whatever stands around it', () => {
    fc.assert(
      fc.property(words, secret, words, (before, hidden, after) => {
        const forms = [
          `Bearer ${hidden}`,
          `https://mcp.example/mcp/?instance_id=${hidden}`,
          `https://storage.example/a.tar.gz?X-Signature=${hidden}&x=1`,
          `https://user:${hidden}@host.example/`,
          `instance_id=${hidden}`,
          `{"access_token": "${hidden}", "expires_in": 3600}`,
          `{'auth_data': {'consumer_secret':'${hidden}'}}`,
          `{"password":"${hidden} ${hidden}"}`,
        ]
        for (const form of forms) expect(redact(`${before} ${form} ${after}`)).not.toContain(hidden)
        expect(redact(`${before}${hidden}${after}`, [hidden])).not.toContain(hidden)
      }),
    )
  })

  it('leaves plain words alone, cutting only what is too long', () => {
    expect(redact("No idle sandbox available for server 'close'")).toBe(
      "No idle sandbox available for server 'close'",
    )
    expect(redact('x'.repeat(1000))).toHaveLength(303)
  })
})
