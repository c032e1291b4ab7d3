import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { SecretMask } from './secret-mask.ts'

/** No secret overlaps itself or another, as no instance id and no token does. */
const secrets = ['6d0a1a6e-1111-4222', 'token-of-17-bytes']

/** Texts of secrets, their beginnings and ends, and other things; cut anywhere. */
const piece = fc.oneof(
  fc.constantFrom(...secrets),
  fc
    .constantFrom(...secrets)
    .chain((secret) => fc.nat(secret.length).map((length) => secret.slice(0, length))),
  fc.string({ maxLength: 5, unit: 'grapheme' }),
)
const text = fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join(''))
const cuts = fc.array(fc.nat(200), { maxLength: 8 })

function masked(body: Buffer, at: readonly number[]): Buffer {
  const mask = new SecretMask(secrets)
  const ends = [...at.filter((end) => end < body.length), body.length].toSorted((a, b) => a - b)
  const chunks = ends.map((end, index) => body.subarray(ends[index - 1] ?? 0, end))
  return Buffer.concat([...chunks.map((chunk) => Buffer.from(mask.next(chunk))), mask.rest()])
}

describe('SecretMask', () => {
  it('blanks every secret wherever the answer is cut, and nothing else', () => {
    fc.assert(
      fc.property(text, cuts, (written, at) => {
        const blanked = secrets.reduce(
          (rest, secret) => rest.replaceAll(secret, '*'.repeat(secret.length)),
          written,
        )
        expect(masked(Buffer.from(written), at).toString()).toBe(blanked)
      }),
    )
  })

  it('leaves the chunk that it was given as it was', () => {
    const chunk = Buffer.from(secrets[0] ?? '')
    new SecretMask(secrets).next(chunk)
    expect(chunk.toString()).toBe(secrets[0])
  })
})
