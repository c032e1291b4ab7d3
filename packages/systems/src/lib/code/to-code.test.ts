import { runInNewContext } from 'node:vm'
import { describe, expect, it } from 'vitest'
import { toCode } from './to-code.ts'

describe('toCode', () => {
  it('is an object literal, one part a line where it is long', () => {
    expect(toCode<'slack'>({ channels: [{ name: 'general' }] })).toBe(
      "{ channels: [{ name: 'general' }] }",
    )
    const messages = ['First', 'Second', 'Third'].map((text) => ({
      text: `${text} message of the day`,
    }))
    expect(toCode<'slack'>({ channels: [{ name: 'general', messages }] })).toBe(`{
  channels: [
    {
      name: 'general',
      messages: [
        { text: 'First message of the day' },
        { text: 'Second message of the day' },
        { text: 'Third message of the day' },
      ],
    },
  ],
}`)
  })

  it('makes the same data when it is evaluated', () => {
    const data = {
      databases: [
        {
          name: "it's",
          collections: [
            { name: '\u202e', documents: [{ 'a-b': [1, 12_345, null], ['__proto__']: 1 }] },
          ],
        },
      ],
    }
    const made: unknown = runInNewContext(`JSON.stringify(${toCode<'mongodb'>(data)})`)
    expect(made).toBe(JSON.stringify(data))
  })
})
