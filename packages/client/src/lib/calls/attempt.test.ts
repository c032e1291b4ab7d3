import { expect, it } from 'vitest'
import { attemptOperation } from './attempt.ts'
import { Deadline } from './deadline.ts'
import { listOperation } from '../wire/sandbox-operations.ts'

it('an attempt that fails twice over leaves no rejection unhandled', async () => {
  const unhandled: unknown[] = []
  const note = (reason: unknown): void => void unhandled.push(reason)
  process.on('unhandledRejection', note)
  using deadline = new Deadline(1000)
  const route = {
    apiKey: 'k',
    baseUrl: 'http://host',
    maxAnswerBytes: 100,
    address: 'http://host',
    transport: () => Promise.reject(new Error('no connection')),
    reader: () => Promise.reject(new Error('the environment is gone')),
  }
  const outcome = await attemptOperation(listOperation({}), undefined, route, deadline, {})
  expect(outcome).toMatchObject({ error: { code: 'network' } })
  await new Promise((resolve) => setImmediate(resolve))
  process.off('unhandledRejection', note)
  expect(unhandled).toEqual([])
})
