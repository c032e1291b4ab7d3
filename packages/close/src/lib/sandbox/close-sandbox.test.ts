import { expect, it } from 'vitest'
import { sandboxInMemory } from './sandbox-in-memory.testing.ts'

it('is shown by a runner as what differs, without its address', () => {
  const close = sandboxInMemory({ leads: [{ name: 'Acme' }] })
  const compared = (): void => expect(close).toEqual({ mcpUrl: 'x', seed: {}, restUrl: 'y' })
  expect(compared).toThrow('to deeply equal')
  expect(compared).not.toThrow(TypeError)
})
