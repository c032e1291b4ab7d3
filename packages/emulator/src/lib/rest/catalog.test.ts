import { afterEach, beforeEach, describe, expect, it } from 'vitest'

import { type Acquired, acquireClose } from '../acquired.testing.ts'
import { CATALOG, type CatalogRow } from '../close/catalog/catalog-row.ts'
import type { Dictionary } from '../validation/containers.ts'

let acquired: Acquired

beforeEach(async () => {
  acquired = await acquireClose()
})

afterEach(() => acquired[Symbol.asyncDispose]())

const rest: Acquired['restJson'] = (...call) => acquired.restJson(...call)

async function made(path: string, json: unknown): Promise<Dictionary> {
  const { status, body } = await rest('POST', path, json)
  expect({ status, body }).toMatchObject({ status: status === 201 ? 201 : 200 })
  return body
}

async function listed(path: string): Promise<readonly Dictionary[]> {
  return (await rest('GET', path)).body['data'] as readonly Dictionary[]
}

/** What a row takes at least. */
async function leastBody(row: CatalogRow): Promise<Dictionary> {
  const required = Object.entries(row.fields).filter(([, spec]) => spec.endsWith('!'))
  const body: Record<string, unknown> = {}
  for (const [name, spec] of required) body[name] = await leastValue(spec.slice(0, -1))
  if (row.path === 'webhook') {
    body['url'] = 'http://127.0.0.1:1/'
    body['events'] = [{ object_type: 'lead', action: 'created' }]
  }
  if (row.path === 'comment') body['object_id'] = (await made('/lead/', {}))['id']
  return body
}

async function leastValue(kind: string): Promise<unknown> {
  if (kind === 'email') return 'ada@acme.test'
  if (kind === 'phone') return '+14155550100'
  if (!kind.startsWith('@')) return kind.split('|')[0]
  const path = kind.slice(1)
  const row = CATALOG.get(path)
  return (await made(`/${path}/`, row === undefined ? {} : await leastBody(row)))['id']
}

describe.each(Array.from(CATALOG.values()).filter(({ verbs }) => verbs.includes('create')))(
  '/$path/',
  (row) => {
    const path = `/${row.path}/`

    it('is made, listed, got, changed and deleted', async () => {
      const body = await leastBody(row)
      const { id, ...shown } = await made(path, body)
      expect(shown).toMatchObject(body)
      const narrow = row.narrowedBy[0]
      const query = narrow === undefined ? '' : `?${narrow}=${String(shown[narrow])}`
      expect((await listed(`${path}${query}`)).map((one) => one['id'])).toContain(id)
      if (!row.verbs.includes('update')) return
      const free = Object.entries(row.fields).find(
        ([name, spec]) => spec.startsWith('text') && !row.fixed.includes(name) && name !== 'url',
      )
      const change = free === undefined ? {} : { [free[0]]: 'New' }
      const changed = await rest('PUT', `${path}${String(id)}/`, change)
      expect(changed).toMatchObject({ status: 200, body: { id, ...change } })
      const hasGet = row.verbs.includes('get')
      const got = hasGet ? await rest('GET', `${path}${String(id)}/`) : changed
      expect(got).toEqual(changed)
      if (!row.verbs.includes('delete')) return
      expect(await rest('DELETE', `${path}${String(id)}/`)).toEqual({
        status: row.deleted ?? 200,
        body: {},
      })
      expect(await rest('PUT', `${path}${String(id)}/`, change)).toEqual({
        status: 404,
        body: { error: `Empty query: ${row.type} matching query does not exist.` },
      })
    })

    it('is refused without what it needs, and with what nobody knows', async () => {
      const body = await leastBody(row)
      for (const name of Object.keys(body)) {
        const { [name]: _left, ...others } = body
        const refused = await rest('POST', path, others)
        expect(refused.status).toBe(400)
        expect(refused.body['field-errors']).toHaveProperty(name.replace(/_id$/, ''))
      }
      const strange = await rest('POST', path, { ...body, nosuch: 1 })
      expect(strange.status).toBe(501)
      expect(strange.body['error']).toContain('nosuch')
    })
  },
)
