import { type Clock, createClient, fetchTransport, type SandboxClient } from '@sandpit/client'
import { describe, expect, it } from 'vitest'
import { acquireTags } from '../record/sandbox-tags.ts'
import { Slot } from '../slots/slot.ts'
import { lookOnceMore } from './last-look.ts'
import { RunHoldings } from './run-holdings.ts'

const runId = '0123456789ab'

interface Listed {
  readonly tags?: unknown
  readonly server_name?: string
}

/** What a service lists, and how it answers the other calls. */
interface Setting {
  readonly listed: Map<string, Listed>
  readonly list?: () => Response
  readonly get?: () => Response
  readonly release?: (id: string) => Response
}

const forbidden = (): Response => Response.json({ detail: 'Forbidden' }, { status: 403 })
const gone = (): Response => Response.json({ detail: 'Sandbox not found' }, { status: 404 })

/** A run that has given back what it knows of, on a service with its own ways. */
function runOn({ listed, list, get, release }: Setting): {
  readonly client: SandboxClient
  readonly holdings: RunHoldings
  readonly calls: readonly string[]
} {
  const calls: string[] = []
  const item = (id: string): object => {
    const { tags = null, server_name = 'close' } = listed.get(id) ?? {}
    const server_url = `https://mcp.example/?instance_id=${id}`
    return { sandbox_id: id, server_name, status: 'occupied', server_url, tags }
  }
  const transport = fetchTransport(async ({ method, url }) => {
    const [, , server = '', id = ''] = new URL(url).pathname.split('/')
    calls.push(`${method} ${server} ${id}`.trim())
    if (id === '') {
      const sandboxes = [...listed.keys()].map(item)
      return list?.() ?? Response.json({ sandboxes, total_count: sandboxes.length })
    }
    if (method === 'GET') return get?.() ?? (listed.has(id) ? Response.json(item(id)) : gone())
    if (release !== undefined) return release(id)
    listed.delete(id)
    return Response.json({ sandbox_id: id, status: 'idle' })
  })
  const client = createClient({ apiKey: 'k', transport, clock: impatient() })
  const holdings = new RunHoldings(() => {})
  const used = new Slot('close')
  holdings.acquiring(used)
  holdings.acquired(used, 'used')
  holdings.released(used.acquireId)
  return { client, holdings, calls }
}

/** A clock on which nobody waits. */
function impatient(): Clock {
  let now = 0
  return {
    now: () => now,
    after: (ms, callback) => {
      const timer = setImmediate(() => {
        now += Math.min(ms, 60_000)
        // A deadline never fires here.
        if (ms < 5_000) callback()
      })
      return () => clearImmediate(timer)
    },
  }
}

const ofRun = { tags: acquireTags(runId, 'extra') }

function loseAcquire(holdings: RunHoldings): void {
  const slot = new Slot('close')
  holdings.acquiring(slot)
  holdings.failed(slot, new Error('lost'))
}

describe('the last look', () => {
  it('gives back what is listed as the run’s, though its details are not shown', async () => {
    const listed = new Map([['extra', ofRun]])
    const { client, holdings } = runOn({ listed, get: gone })
    expect(await lookOnceMore(client, runId, holdings)).toEqual([])
    expect([...listed.keys()]).toEqual([])
  })

  it('says what the service says that it released, and goes on to list', async () => {
    const listed = new Map([['extra', ofRun]])
    const { client, holdings } = runOn({
      listed,
      release: (id) => Response.json({ sandbox_id: id, status: 'idle' }),
    })
    expect(await lookOnceMore(client, runId, holdings)).toMatchObject([
      { code: 'release_failed', facts: { sandboxId: 'extra', server: 'close' } },
    ])
    expect(holdings.known).toMatchObject([{ sandboxId: 'extra' }])
  })

  it('says that a lost acquire cannot be told where the service shows no tags', async () => {
    const { client, holdings } = runOn({ listed: new Map([['extra', {}]]) })
    loseAcquire(holdings)
    expect(await lookOnceMore(client, runId, holdings)).toMatchObject([
      { code: 'release_failed', message: expect.stringContaining('no tags') as string },
    ])
    expect(holdings.lost).toHaveLength(1)
  })

  it('says so too of what may have been taken beside what an acquire gave', async () => {
    const { client, holdings } = runOn({ listed: new Map([['extra', {}]]) })
    holdings.mayBeMore('close')
    expect(await lookOnceMore(client, runId, holdings)).toMatchObject([{ code: 'release_failed' }])
  })

  it('is content where others have tags, and a lost acquire has taken nothing', async () => {
    const listed = new Map<string, Listed>([
      ['others', { tags: { team: 'x' } }],
      ['untagged', {}],
    ])
    const { client, holdings } = runOn({ listed })
    loseAcquire(holdings)
    expect(await lookOnceMore(client, runId, holdings)).toEqual([])
    expect(holdings.lost).toEqual([])
  }, 30_000)

  it('is no failure where the key may not list and every acquire was answered', async () => {
    const { client, holdings } = runOn({ listed: new Map(), list: forbidden })
    expect(await lookOnceMore(client, runId, holdings)).toEqual([])
    loseAcquire(holdings)
    expect(await lookOnceMore(client, runId, holdings)).toMatchObject([{ code: 'release_failed' }])
  })

  it('tries what an acquire gave and nobody could use, which did not go back at once', async () => {
    const listed = new Map([['useless', { server_name: 'jira' }]])
    const { client, holdings, calls } = runOn({ listed })
    const slot = new Slot('close')
    holdings.acquiring(slot)
    const facts = { server: 'jira', sandboxId: 'useless' }
    const { SandpitError } = await import('@sandpit/client/errors')
    holdings.failed(slot, new SandpitError('release_failed', 'of another system', facts))
    expect(holdings.stranded).toMatchObject([facts])
    expect(await lookOnceMore(client, runId, holdings)).toEqual([])
    expect(calls).toContain('DELETE jira useless')
    expect(holdings.known).toEqual([])
  })
})
