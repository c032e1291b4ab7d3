import { gzipSync } from 'node:zlib'
import { sampleCloseData } from '@sandpit/close'
import { type Emulator, startEmulator } from '@sandpit/emulator'
import { describe, expect, it } from 'vitest'
import type { DocumentName } from './documents.ts'
import { DocumentValidator, type Exchange } from './document-validator.ts'

/** Dumps of servers that the document gives a path to, and leaves out of the names they may have. */
const impossible = /^\/local-sandbox\/[a-z_]+\/[^/]+\/dump$/

const nobody = '00000000-0000-4000-8000-000000000000'

/** Calls the emulator as plain HTTP and keeps what came back. */
class Wire {
  readonly exchanges: Exchange[] = []
  readonly #emulator: Emulator

  constructor(emulator: Emulator) {
    this.#emulator = emulator
  }

  async call(method: string, target: string, body?: unknown): Promise<Record<string, unknown>> {
    const { url, apiKey } = this.#emulator
    const answer = await fetch(`${url}${target}`, {
      method,
      headers: { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    const [path = ''] = target.split('?')
    const answered = (await answer.json()) as Record<string, unknown>
    this.exchanges.push({ method, path, status: answer.status, body: answered })
    return answered
  }
}

async function runEverything(wire: Wire): Promise<void> {
  await runSandboxes(wire)
  await runLocalSandboxes(wire)
  await runExecutions(wire)
  await runLocalServers(wire)
}

/** Every operation on sandboxes, in success and in refusal. */
async function runSandboxes(wire: Wire): Promise<void> {
  const { sandbox_id: id } = await wire.call('POST', '/sandbox/close')
  await wire.call('POST', '/sandbox/close', { benchmark: 'MCP_Atlas', test_account_email: null })
  await wire.call('POST', '/sandbox/jira', null)
  await wire.call('POST', `/sandbox/close/${String(id)}/initialize`, sampleCloseData)
  await wire.call('POST', `/sandbox/close/${String(id)}/initialize`, null)
  await wire.call('POST', `/sandbox/close/${String(id)}/initialize?init_default_data=true`)
  await wire.call('GET', `/sandbox/close/${String(id)}`)
  await wire.call('GET', `/sandbox/close/${String(id)}/dump`)
  await wire.call('GET', '/sandbox')
  await wire.call('POST', '/sandbox/prepare?benchmark=MCP_Atlas')
  await wire.call('DELETE', `/sandbox/close/${String(id)}?instance_id=another`)
  await wire.call('POST', `/sandbox/close/${String(id)}/reset`)
  await wire.call('GET', `/sandbox/close/${String(id)}/dump`)
  await wire.call('DELETE', `/sandbox/close/${String(id)}`)
  await wire.call('POST', '/sandbox/clsoe')
  await wire.call('POST', '/sandbox/close', { benchmark: 7, test_account_email: [] })
  await wire.call('POST', `/sandbox/close/${nobody}/initialize`, { leads: [{}, { name: [] }] })
  await wire.call('POST', `/sandbox/close/${nobody}/initialize?init_default_data=maybe`)
}

/** The same for local sandboxes. */
async function runLocalSandboxes(wire: Wire): Promise<void> {
  const servers = { server_names: ['filesystem', 'git'], benchmark: 'Toolathlon', ttl_seconds: 60 }
  const { local_sandbox_id: id } = await wire.call('POST', '/local-sandbox', servers)
  await wire.call('POST', '/local-sandbox', { server_names: 'ALL' })
  await wire.call('GET', `/local-sandbox/${String(id)}`)
  await wire.call('GET', '/local-sandbox')
  const { upload_url: upload } = await wire.call('POST', `/local-sandbox/${String(id)}/upload-url`)
  const { body } = new Response(gzipSync(Buffer.alloc(1024)))
  await fetch(String(upload), { method: 'PUT', body, duplex: 'half' })
  await wire.call('POST', `/local-sandbox/${String(id)}/initialize`)
  await wire.call('GET', `/local-sandbox/${String(id)}/dump`)
  await wire.call('POST', `/local-sandbox/${String(id)}/reset`)
  await wire.call('DELETE', `/local-sandbox/${String(id)}`)
  await wire.call('POST', '/local-sandbox', { server_names: ['filesytem'] })
  await wire.call('POST', '/local-sandbox', { server_names: 'SOME', ttl_seconds: 5 })
  await wire.call('POST', '/local-sandbox')
}

/** Programs in local sandboxes; the emulator takes them and does not run them. */
async function runExecutions(wire: Wire): Promise<void> {
  const { local_sandbox_id: id } = await wire.call('POST', '/local-sandbox', {
    server_names: ['code-executor'],
  })
  const path = `/local-sandbox/${String(id)}`
  const name = { execution_name: 'init' }
  const { upload_url: upload } = await wire.call('POST', `${path}/execution-upload-url`, name)
  const { body } = new Response(gzipSync(Buffer.alloc(1024)))
  await fetch(String(upload), { method: 'PUT', body, duplex: 'half' })
  await wire.call('POST', `${path}/execute`, name)
  await wire.call('GET', `${path}/execution-status?execution_name=init`)
  await wire.call('GET', `${path}/execution-logs?execution_name=init&cursor=0`)
  await wire.call('POST', `${path}/export-artifacts`, name)
  await wire.call('POST', `${path}/execute`, {})
  await wire.call('GET', `${path}/execution-logs?execution_name=init&cursor=-1`)
}

/** Single servers of a local sandbox that take data of their own. */
async function runLocalServers(wire: Wire): Promise<void> {
  const servers = ['google_cloud', 'poste_email_toolathlon', 'canvas']
  const acquired = await wire.call('POST', '/local-sandbox', { server_names: servers })
  for (const { server_name: server, id } of acquired['servers'] as Record<string, string>[]) {
    const path = `/local-sandbox/${String(server)}/${String(id)}`
    await wire.call('POST', `${path}/initialize`, {})
    await wire.call('GET', `${path}/dump`)
    await wire.call('POST', `${path}/initialize?init_default_data=maybe`)
  }
}

async function mistakes(
  name: DocumentName,
): Promise<readonly (readonly [Exchange, readonly string[]])[]> {
  await using emulator = await startEmulator()
  const wire = new Wire(emulator)
  await runEverything(wire)
  const validator = new DocumentValidator(name)
  const documented = wire.exchanges.filter((each) => validator.operationOf(each) !== undefined)
  expect(documented.length).toBeGreaterThan(4)
  return documented.map((each) => [each, validator.mistakesIn(each)] as const)
}

describe("the emulator's every answer", () => {
  it.each(['public', 'close'] as const)('satisfies the %s document', async (name) => {
    const found = await mistakes(name)
    const wrong = found.filter(([, places]) => places.length > 0)
    expect(wrong.filter(([each]) => !impossible.test(each.path))).toEqual([])
  })

  // The emulator gives the name of the server, as the document's other dumps do.
  it('departs from the public document in the dumps whose server it does not name, only there', async () => {
    const found = await mistakes('public')
    const places = found.flatMap(([each, wrong]) => (impossible.test(each.path) ? wrong : []))
    const place = '/server_name must be equal to one of the allowed values'
    expect(places.filter((one) => one !== place)).toEqual([])
    expect(places).toContain(place)
  })

  it('has been held against every operation that it and the documents know', async () => {
    const validator = new DocumentValidator('public')
    const served = (await mistakes('public')).map(([each]) => validator.operationOf(each))
    expect(new Set(served)).toEqual(new Set(validator.operations()))
  })

  it('would not pass with a field missing, of the wrong type, or outside its enum', () => {
    const validator = new DocumentValidator('public')
    const exchange = { method: 'POST', path: '/sandbox/close', status: 201 }
    const body = { sandbox_id: 's', server_name: 'close', status: 'occupied', message: '' }
    const wrong = (change: object): readonly string[] =>
      validator.mistakesIn({ ...exchange, body: { ...body, ...change } })
    expect(wrong({})).toEqual([])
    expect(wrong({ sandbox_id: undefined })).toEqual([" must have required property 'sandbox_id'"])
    expect(wrong({ message: 7 })).toEqual(['/message must be string'])
    expect(wrong({ status: 'asleep' })).toHaveLength(1)
    expect(validator.mistakesIn({ ...exchange, status: 418, body })).toHaveLength(1)
  })

  // The reference's tags are an object, the public document's a list; the emulator follows the reference.
  it('departs from the public document in the tags of an acquire that gave some, and nowhere else', async () => {
    await using emulator = await startEmulator()
    const wire = new Wire(emulator)
    await wire.call('POST', '/sandbox/close', { tags: { run: 'r' } })
    await wire.call('GET', '/sandbox')
    const validator = new DocumentValidator('public')
    const places = wire.exchanges.flatMap((each) => validator.mistakesIn(each))
    expect(places.filter((place) => !place.startsWith('/sandboxes/0/tags'))).toEqual([])
    expect(places).not.toEqual([])
  })
})
