import { once } from 'node:events'
import { startEmulator } from '@sandpit/emulator'
import { hosted, occupied, PlaywrightProject } from '@sandpit/fixture-projects'
import { afterAll, expect, test } from 'vitest'

const project = new PlaywrightProject()
afterAll(() => project[Symbol.dispose]())

/** UI mode is a page that talks to this server; the VS Code extension talks to the same. */
test('in UI mode sandboxes are kept from one run to the next, and given back at its end', async () => {
  await using emulator = await startEmulator({ pools: { close: 2 } })
  const folder = project.write('ui-mode', {
    'some.test.ts': `
      import { closeData } from '@sandpit/close'
      import { expect, test } from '@sandpit/playwright/close'
      for (let n = 0; n < 4; n++)
        test('test ' + n, async ({ close }) => {
          expect((await close.dump()).leads ?? []).toEqual([])
          await close.add(closeData().lead('Left behind'))
        })
    `,
  })
  const server = project.startServer(folder, hosted(emulator))
  await using page = await openPage(await server.printed(/ws:\S+/))

  await page.ask('initialize', { interceptStdio: true })
  expect(await page.ask('runGlobalSetup')).toMatchObject({ status: 'passed' })
  for (const times of [1, 2]) {
    expect(await page.ask('runTests', { workers: 1 })).toMatchObject({ status: 'passed' })
    expect(emulator.calls().initialize).toBeGreaterThanOrEqual(4 * times)
  }
  expect(emulator.calls().acquire).toBe(1)
  expect(occupied(emulator)).toHaveLength(1)
  await page.ask('runGlobalTeardown')
  expect(occupied(emulator)).toEqual([])
  server.killGroup('SIGINT')
  await server.ended
})

interface Page extends AsyncDisposable {
  ask(method: string, params?: object): Promise<unknown>
}

async function openPage(url: string): Promise<Page> {
  const socket = new WebSocket(url)
  await once(socket, 'open')
  const waiting = new Map<number, (result: unknown) => void>()
  socket.addEventListener('message', ({ data }: MessageEvent) => {
    const { id, result, error } = JSON.parse(String(data)) as Record<string, unknown>
    waiting.get(Number(id))?.(result ?? error)
  })
  return {
    ask: (method, params = {}) => {
      const id = waiting.size + 1
      const { promise, resolve } = Promise.withResolvers<unknown>()
      waiting.set(id, resolve)
      socket.send(JSON.stringify({ id, method, params }))
      return promise
    },
    [Symbol.asyncDispose]: async () => socket.close(),
  }
}
