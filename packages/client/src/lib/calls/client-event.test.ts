import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import { inspect } from 'node:util'
import { expect, it, onTestFinished } from 'vitest'
import { type ClientEvent, clientChannelName } from './client-event.ts'
import { fetchTransport } from '../transport/fetch-transport.ts'
import { createClient, type SandboxClient } from '../client/sandbox-client.ts'

function clientHearing(onEvent?: (event: ClientEvent) => void): SandboxClient {
  return createClient({
    apiKey: 'hush-hush',
    transport: fetchTransport(async () =>
      Response.json(
        { sandbox_id: 's', status: 'idle', message: '' },
        { headers: { 'x-request-id': 'r-1' } },
      ),
    ),
    ...(onEvent !== undefined && { onEvent }),
  })
}

it('tells the channel and the listener of each attempt, without a secret in it', async () => {
  const heard: unknown[] = []
  const listener = (event: unknown): void => void heard.push(event)
  subscribe(clientChannelName, listener)
  onTestFinished(() => void unsubscribe(clientChannelName, listener))

  const events: ClientEvent[] = []
  await clientHearing((event) => events.push(event)).reset('close', 's')
  expect(events).toEqual([
    {
      operation: 'reset',
      server: 'close',
      sandboxId: 's',
      attempt: 1,
      durationMs: expect.any(Number) as number,
      status: 200,
      requestId: 'r-1',
      code: undefined,
      retryInMs: undefined,
    },
  ])
  expect(heard).toEqual(events)
  expect(inspect(events)).not.toContain('hush-hush')
})

it('lets the call be when its listener throws, and the error surface', async () => {
  const uncaught = new Promise((resolve) => {
    const others = process.rawListeners('uncaughtException')
    process.removeAllListeners('uncaughtException')
    process.once('uncaughtException', (error) => {
      for (const other of others) process.on('uncaughtException', other as (error: Error) => void)
      resolve(error)
    })
  })
  const failure = new Error('listener')
  const client = clientHearing(() => {
    throw failure
  })
  expect(await client.reset('close', 's')).toBe('idle')
  expect(await uncaught).toBe(failure)
})
