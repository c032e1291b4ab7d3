import { expect, it, vi } from 'vitest'
import { checkProperty } from './check-property.ts'
import { closeData } from '../data/close-data-builder.ts'
import { sandboxInMemory } from '../sandbox/sandbox-in-memory.testing.ts'

vi.mock('fast-check', () => {
  throw new Error("Cannot find package 'fast-check'")
})

const seeds = { generate: () => ({ value: closeData().lead('CloudScale') }) }

it('says what to install where fast-check is not, at the line of the property', async () => {
  const declaredAt = new Error('here')
  const check = checkProperty(sandboxInMemory(), [seeds], () => {}, { declaredAt })
  const error = await check.catch((reason: unknown) => reason)
  expect(error).toMatchObject({
    code: 'configuration',
    message: expect.stringMatching(/`test\.prop` needs fast-check.*npm install -D fast-check/),
    stack: expect.stringContaining(declaredAt.stack?.split('\n')[1] ?? 'no frame'),
  })
})
