import { serve } from '@hono/node-server'
import { serveStatic } from '@hono/node-server/serve-static'
import { type Context, Hono } from 'hono'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { relative } from 'node:path'
import { Crm } from './crm.ts'
import { page } from './page.ts'
import { stages } from './stage.ts'

/** A board that listens, on whatever CRM it was last connected to. */
export interface Board {
  readonly url: string
  /** Shows and changes the Close account behind an MCP server from now on. */
  connect(mcpUrl: string): Promise<void>
  close(): Promise<void>
}

/** Starts a board on a free port of this machine. */
export async function startBoard(port = 0): Promise<Board> {
  let crm: Crm | undefined
  const app = createApp(() => {
    if (crm === undefined) throw new Error('the board is not connected to a CRM')
    return crm
  })
  const server = serve({ fetch: app.fetch, port, hostname: '127.0.0.1' })
  if (!server.listening) await once(server, 'listening')
  const address = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${address.port}`,
    async connect(mcpUrl) {
      await crm?.close()
      crm = await Crm.connect(mcpUrl)
    },
    async close() {
      await crm?.close()
      server.close()
    },
  }
}

function createApp(crm: () => Crm): Hono {
  const app = new Hono()
  app.get('/', async (context) => context.html(await page(await crm().deals())))
  app.post('/deals/:id/stage', async (context) => {
    const { stage: id } = await context.req.parseBody()
    const stage = stages.find((each) => each.id === id)
    if (stage === undefined) return context.text('There is no such stage.', 400)
    await crm().setConfidence(context.req.param('id'), stage.confidence)
    return toBoard(context)
  })
  app.post('/leads/:id/tasks', async (context) => {
    const { text } = await context.req.parseBody()
    if (typeof text !== 'string') return context.text('A task needs a text.', 400)
    await crm().addTask(context.req.param('id'), text)
    return toBoard(context)
  })
  app.post('/tasks/:id/done', async (context) => {
    await crm().completeTask(context.req.param('id'))
    return toBoard(context)
  })
  app.use('*', serveStatic({ root: relative(process.cwd(), publicFolder) }))
  return app
}

/** Beside `src` as beside `dist/src`, whichever of the two runs. */
const publicFolder = new URL(
  import.meta.url.includes('/dist/') ? '../../public' : '../public',
  import.meta.url,
).pathname

function toBoard(context: Context): Response {
  return context.redirect('/', 303)
}
