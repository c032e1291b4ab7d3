import { describe, expect, it } from 'vitest'
import { systemServers } from '../document/systems.ts'
import { checkData } from './check-data.ts'

function found(server: Parameters<typeof checkData>[0], value: unknown): readonly unknown[] {
  return checkData(server, value).map(({ path, type }) => [path.join('.'), type])
}

describe('checkData', () => {
  it('finds nothing wrong with what the document allows', () => {
    const nested = {
      text: 'a',
      replies: [{ text: 'b', replies: [{ text: 'c', reactions: null }] }],
    }
    expect(checkData('slack', { channels: [{ name: 'general', messages: [nested] }] })).toEqual([])
    expect(checkData('quickbooks', { accounts: [{ Name: 'Bank' }], terms: 'any' })).toEqual([])
    expect(checkData('salesforce', { accounts: [{ name: '😀'.repeat(255) }] })).toEqual([])
    for (const server of systemServers) {
      const given = server === 'onedrive' ? { root: [] } : {}
      expect([server, checkData(server, given)]).toEqual([server, []])
    }
  })

  it('says of each mistake where it is, what was expected, and what the service answers', () => {
    expect(checkData('slack', { channels: [{ messages: [{ text: 5 }] }] })).toEqual([
      { path: ['channels', 0, 'name'], message: 'expected string, got nothing', type: 'missing' },
      {
        path: ['channels', 0, 'messages', 0, 'text'],
        message: 'expected string, got 5',
        type: 'string_type',
      },
    ])
    const sheet = { title: '', index: '1st', cells: [{ row: 1, col: 1.5, value: [] }] }
    expect(found('google_sheets', { spreadsheets: [{ title: 'A', sheets: [sheet] }] })).toEqual([
      ['spreadsheets.0.sheets.0.title', 'string_too_short'],
      ['spreadsheets.0.sheets.0.index', 'int_parsing'],
      ['spreadsheets.0.sheets.0.cells.0.col', 'int_from_float'],
      ['spreadsheets.0.sheets.0.cells.0.value', 'string_type'],
    ])
    const contact = { last_name: 'a'.repeat(81), email: 'nobody' }
    expect(found('salesforce', { contacts: [contact], cases: {} })).toEqual([
      ['contacts.0.last_name', 'string_too_long'],
      ['contacts.0.email', 'value_error'],
      ['cases', 'list_type'],
    ])
    expect(found('google_forms', { forms: [{ title: 'A', items: [{ item_type: 'x' }] }] })).toEqual(
      [['forms.0.items.0.item_type', 'literal_error']],
    )
    const keys = [['a', 1], ['b', 'x'], 5]
    const collection = { name: 'c', indexes: [{ name: 'i', keys }] }
    expect(found('mongodb', { databases: [{ name: 'd', collections: [collection] }] })).toEqual([
      ['databases.0.collections.0.indexes.0.keys.1.1', 'int_parsing'],
      ['databases.0.collections.0.indexes.0.keys.2', 'tuple_type'],
    ])
  })

  it('finds a field that the service would drop', () => {
    expect(checkData('slack', { chanels: [] })).toEqual([
      {
        path: ['chanels'],
        message: '"chanels" is no field of SlackData, whose fields are channels',
        type: 'extra_forbidden',
      },
    ])
  })

  it('finds what JSON cannot carry', () => {
    const round: Record<string, unknown> = {}
    round['self'] = round
    const deep = (levels: number): unknown => (levels === 0 ? 'deep' : [deep(levels - 1)])
    const documents = [
      { at: new Date(0) },
      { list: [undefined] },
      { size: Infinity },
      round,
      { f: it },
      { deep: deep(5000) },
    ]
    const database = { name: 'd', collections: [{ name: 'c', documents }] }
    const mistakes = checkData('mongodb', { databases: [database] })
    const shown = mistakes.map(({ path, message }) => `${path.slice(5, 7).join('.')} ${message}`)
    const carried =
      'expected something JSON can carry (text, number, true, false, null, list, object)'
    expect(shown).toEqual([
      `0.at ${carried}, got a Date`,
      `1.list ${carried}, got nothing`,
      `2.size ${carried}, got Infinity`,
      '3.self is circular: it contains itself, which JSON cannot say',
      `4.f ${carried}, got a function`,
      '5.deep is nested more than 100 levels deep',
    ])
  })
})
