import { checkData } from '@sandpit/systems/schema'
import { systemServers } from '@sandpit/systems/shape'
import { afterAll, describe, expect, it } from 'vitest'

import { startEmulator } from '../emulator.ts'
import defaultData from './default-data.json' with { type: 'json' }
import { call, SystemSandbox } from './system-sandbox.testing.ts'

const emulator = await startEmulator()

afterAll(() => emulator.close())

describe('initializing a system', () => {
  it('joins what comes again to what is there', async () => {
    const slack = await SystemSandbox.acquire(emulator, 'slack')
    await slack.initialize({ channels: [{ name: 'general' }] })
    const { body } = await slack.initialize({ channels: [{ name: 'random' }, { name: 'sales' }] })
    expect(body['message']).toBe('Initialized sandbox with 2 records')
    await slack.initialize(null)
    await slack.initialize({ channels: null })
    expect(await slack.dump()).toEqual({
      channels: ['general', 'random', 'sales'].map((name) => ({ name, is_private: false })),
    })
    const mail = await SystemSandbox.acquire(emulator, 'poste_email_toolathlon')
    await mail.initialize({ users: { 'ann@acme.example': {} } })
    await mail.initialize({ users: { 'ben@acme.example': {} } })
    expect(Object.keys((await mail.dump())['users'] as object)).toHaveLength(2)
  })

  it('drops fields that the document does not name, and keeps them where it allows any', async () => {
    const slack = await SystemSandbox.acquire(emulator, 'slack')
    await slack.initialize({ channels: [{ name: 'general', topic: 'x' }], users: [] })
    expect(await slack.dump()).toEqual({ channels: [{ name: 'general', is_private: false }] })
    const books = await SystemSandbox.acquire(emulator, 'quickbooks')
    await books.initialize({ customers: [], terms: ['net 30'] })
    expect(await books.dump()).toMatchObject({ terms: ['net 30'] })
  })

  it('reads values as the service does: numbers from texts, booleans from words', async () => {
    const sheets = await SystemSandbox.acquire(emulator, 'google_sheets')
    const cells = [
      { row: '3', col: 2.0, value: 1 },
      { row: true, col: 0, value: '1' },
    ]
    await sheets.initialize({ spreadsheets: [{ title: 'A', sheets: [{ title: 'S', cells }] }] })
    expect(await sheets.dump()).toMatchObject({
      spreadsheets: [
        {
          sheets: [
            {
              cells: [
                { row: 3, col: 2, value: 1 },
                { row: 1, col: 0, value: '1' },
              ],
            },
          ],
        },
      ],
    })
  })

  it('lists everything that is wrong, in the order of the fields', async () => {
    const salesforce = await SystemSandbox.acquire(emulator, 'salesforce')
    const { status, body } = await salesforce.initialize({
      contacts: [{ last_name: '', email: 'nobody' }],
      accounts: [{ name: 'A', employees: -1, revenue: 'much' }, 5],
      opportunities: [{ name: 'O', stage: 's', close_date: '2026-01-01', probability: 101 }],
    })
    expect(status).toBe(422)
    expect(body['detail']).toEqual([
      problem('float_parsing', ['accounts', 0, 'revenue'], 'much'),
      { ...problem('greater_than_equal', ['accounts', 0, 'employees'], -1), ctx: { ge: 0 } },
      problem('model_attributes_type', ['accounts', 1], 5),
      { ...problem('string_too_short', ['contacts', 0, 'last_name'], ''), ctx: { min_length: 1 } },
      {
        ...problem('value_error', ['contacts', 0, 'email'], 'nobody'),
        ctx: { reason: 'An email address must have an @-sign.' },
      },
      { ...problem('less_than_equal', ['opportunities', 0, 'probability'], 101), ctx: { le: 100 } },
    ])
    const sheets = await SystemSandbox.acquire(emulator, 'google_sheets')
    const cells = [{ row: 1, col: 1, value: [] }]
    const wrong = await sheets.initialize({
      spreadsheets: [{ title: 'A', sheets: [{ title: 'S', cells }] }],
    })
    const places = (wrong.body['detail'] as readonly { loc: unknown[]; type: string }[]).map(
      ({ loc, type }) => [loc.at(-1), type],
    )
    expect(places).toEqual([
      ['str', 'string_type'],
      ['int', 'int_type'],
      ['float', 'float_type'],
      ['bool', 'bool_type'],
    ])
    const refused = await salesforce.initialize({}, '?init_default_data=perhaps')
    expect(refused).toMatchObject({
      status: 422,
      body: { detail: [{ loc: ['query', 'init_default_data'] }] },
    })
  })

  it('puts default data in when it is asked to, which is valid for every system', async () => {
    for (const server of systemServers.filter((name) => name !== 'close')) {
      expect([server, checkData(server, (defaultData as Record<string, unknown>)[server])]).toEqual(
        [server, []],
      )
    }
    const hubspot = await SystemSandbox.acquire(emulator, 'hubspot')
    await hubspot.initialize({ companies: [{ company_name: 'Mine' }] }, '?init_default_data=true')
    expect(await hubspot.dump()).toEqual(defaultData.hubspot)
  })

  it('has no such path for a system that the document describes no data of', async () => {
    const { body } = await call(emulator, 'POST /sandbox/calculator')
    const path = `/sandbox/calculator/${String(body['sandbox_id'])}`
    const nowhere = { status: 404, body: { detail: 'Not Found' } }
    expect(await call(emulator, `POST ${path}/initialize`, {})).toEqual(nowhere)
    expect(await call(emulator, `GET ${path}/dump`)).toEqual(nowhere)
    expect((await call(emulator, `POST ${path}/reset`)).status).toBe(200)
    // A server of local sandboxes has its path there.
    expect(await call(emulator, 'GET /sandbox/canvas/x/dump')).toEqual(nowhere)
  })
})

describe('the dump of an empty sandbox', () => {
  it('has every list where the document says what a dump has, and none where it does not', async () => {
    const gmail = await SystemSandbox.acquire(emulator, 'gmail')
    expect(await gmail.dump()).toEqual({ messages: [], drafts: [] })
    const snowflake = await SystemSandbox.acquire(emulator, 'snowflake')
    expect(await snowflake.dump()).toEqual({})
  })
})

function problem(type: string, path: readonly (string | number)[], input: unknown): object {
  return { type, loc: ['body', ...path], msg: expect.any(String) as unknown, input }
}
