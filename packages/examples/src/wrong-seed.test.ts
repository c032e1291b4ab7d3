import type { CloseData } from '@sandpit/close'
import { expect, test } from '@sandpit/vitest/close'

// The compiler refuses most mistakes. What it cannot see, such as a file, is read before any call.
const fromAFile: CloseData = JSON.parse(`{
  "leads": [{
    "name": "CloudScale",
    "opportunities": [{ "note": "Annual renewal", "value": "480 dollars" }]
  }]
}`)

test('a wrong seed is refused with path, value and expectation', async ({ close }) => {
  await expect(close.add(fromAFile)).rejects.toMatchObject({
    code: 'invalid_seed',
    message: expect.stringContaining('leads[0].opportunities[0].value'),
  })
})

test('and nothing of it arrives', async ({ close }) => {
  await close.add(fromAFile).catch(() => {})

  expect(await close.dump()).toEqual({ leads: [] })
})
