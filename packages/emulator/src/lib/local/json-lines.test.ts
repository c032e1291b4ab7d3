import { Readable } from 'node:stream'

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { jsonLines } from './json-lines.ts'

async function read(chunks: readonly (string | Buffer)[]): Promise<readonly unknown[]> {
  const messages: unknown[] = []
  const stream = Readable.from(chunks, { objectMode: false })
  for await (const message of jsonLines(stream)) messages.push(message)
  return messages
}

describe('jsonLines', () => {
  it('reads every message, however the stream is cut, and nothing else', async () => {
    const messages = fc.array(fc.record({ id: fc.nat(), text: fc.string({ unit: 'grapheme' }) }))
    await fc.assert(
      fc.asyncProperty(messages, fc.array(fc.nat({ max: 200 })), async (sent, cuts) => {
        const text = sent.map((message) => `${JSON.stringify(message)}\nno json\n`).join('')
        const bytes = Buffer.from(`${text}{"id":`)
        const places = [0, ...cuts.toSorted((a, b) => a - b), bytes.length]
        const chunks = places.map((place, index) => bytes.subarray(places[index - 1] ?? 0, place))
        expect(await read(chunks.filter(({ length }) => length > 0))).toEqual(sent)
      }),
    )
  })

  it('gives up on a line that does not end', async () => {
    const chunks = Array.from({ length: 9 }, () => 'x'.repeat(1024 * 1024))
    await expect(read(chunks)).rejects.toThrow(/a line of more than/)
  })
})
