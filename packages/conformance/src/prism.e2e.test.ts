import { createClient, fetchTransport, type SandboxClient } from '@sandpit/client'
import { defineService } from '@sandpit/client/service'
import { sampleCloseData } from '@sandpit/close'
import { closeService } from '@sandpit/close/schema'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import type { DocumentName } from './documents.ts'
import { DocumentValidator } from './document-validator.ts'
import { type Prism, startPrism } from './prism.ts'
import { aboutWhatWasAsked } from './prism-answers.ts'

const anything = { seed: z.unknown(), dump: z.unknown() }
const id = '7f0c5a52-8a0e-4a6e-9a0e-1f2b3c4d5e6f'

interface Mocked {
  readonly client: SandboxClient
  /** Each request as the document names it, with what its validator had against it. */
  readonly verdicts: { readonly operation: string | undefined; readonly violations: string }[]
}

function clientOf(prism: Prism, name: DocumentName): Mocked {
  const validator = new DocumentValidator(name)
  const verdicts: Mocked['verdicts'] = []
  const transport = fetchTransport(async (request) => {
    const { pathname: path } = new URL(request.url)
    const operation = validator.operationOf({ method: request.method, path })
    const answer = await fetch(request)
    const violations = requestViolations(answer.headers.get('sl-violations'))
    verdicts.push({ operation, violations })
    return answer
  })
  return { verdicts, client: createClient({ apiKey: 'k', baseUrl: prism.url, transport }) }
}

/** What the mock had against the request; what it has against its own answers is its affair. */
function requestViolations(header: string | null): string {
  const all = JSON.parse(header ?? '[]') as { location: string[]; message: string }[]
  const ours = all.filter(({ location }) => location[0] === 'request')
  return ours.map(({ message }) => message).join('; ')
}

describe('a mock of the newer public document', () => {
  let prism: Prism
  beforeAll(async () => {
    prism = await aboutWhatWasAsked(await startPrism('public'))
  })
  afterAll(() => prism[Symbol.asyncDispose]())

  it('accepts every request the client can make, and the client every answer', async () => {
    const { client, verdicts } = clientOf(prism, 'public')
    const { local } = client
    await client.prepare({ benchmark: 'MCP_Atlas', server: 'close' })
    await client.acquire('close', {
      benchmark: 'Toolathlon',
      testAccountEmail: 'one@example.test',
      tags: { run: 'r' },
      tag: 't',
      ttlSeconds: 60,
    })
    await client.get('close', id)
    await client.list({ tag: 't', server: 'close' })
    await client.initialize(closeService, id, sampleCloseData)
    await client.initializeDefault('close', id)
    await client.dump(defineService({ server: 'close', ...anything }), id)
    await client.reset('close', id)
    await client.release('close', id)
    await local.acquire(['filesystem', 'canvas'], { ttlSeconds: 86_400, benchmark: 'MCP_Atlas' })
    await local.acquire('ALL')
    await local.get(id)
    await local.list()
    await local.uploadUrl(id, { region: 'asia' })
    await local.initialize(id, { region: 'asia' })
    await local.dump(id)
    await local.reset(id)
    await local.release(id)
    for (const server of ['google_cloud', 'poste_email_toolathlon', 'canvas']) {
      const service = defineService({ server, ...anything })
      await local.initializeServer(service, id, {})
      // Prism's own answer for google_cloud breaks the document: it cuts a recursive schema short.
      const dump = local.dumpServer(service, id)
      await (server === 'google_cloud' ? dump.catch(() => {}) : dump)
    }
    await local.executions.uploadUrl(id, 'e')
    await local.executions.start(id, 'e')
    await local.executions.status(id, 'e')
    await local.executions.log(id, 'e', { cursor: 7 })
    await local.executions.artifactsUrl(id, 'e', { region: 'us' })

    expect(verdicts.filter(({ violations }) => violations !== '')).toEqual([])
    const made = new Set(verdicts.map(({ operation }) => operation))
    expect(made).toEqual(new Set(new DocumentValidator('public').operations()))
  })

  it('refuses what the document forbids, which the client tells', async () => {
    const { client, verdicts } = clientOf(prism, 'public')
    await expect(client.acquire('close', { ttlSeconds: 5 })).rejects.toMatchObject({
      code: 'validation',
      facts: { status: 422 },
    })
    expect(verdicts[0]?.violations).toContain('ttl_seconds must be >= 60')
  })
})

describe('a mock of the Close initialize page', () => {
  let prism: Prism
  beforeAll(async () => {
    prism = await aboutWhatWasAsked(await startPrism('close'))
  })
  afterAll(() => prism[Symbol.asyncDispose]())

  it('accepts the sample, an empty seed and the default data', async () => {
    const { client, verdicts } = clientOf(prism, 'close')
    await client.initialize(closeService, id, sampleCloseData)
    await client.initialize(closeService, id, {})
    await client.initialize(closeService, id, { leads: null })
    await client.initializeDefault('close', id)
    expect(verdicts).toHaveLength(4)
    expect(
      new Set(verdicts.map(({ operation, violations }) => `${operation}${violations}`)),
    ).toEqual(new Set(['POST /sandbox/close/{sandbox_id}/initialize']))
  })

  it('refuses a seed that breaks the page', async () => {
    const { client, verdicts } = clientOf(prism, 'close')
    const unchecked = defineService({ server: 'close', ...anything })
    const call = client.initialize(unchecked, id, { leads: [{ name: 5 }] })
    await expect(call).rejects.toMatchObject({ code: 'validation' })
    expect(verdicts[0]?.violations).toContain('name')
  })
})
