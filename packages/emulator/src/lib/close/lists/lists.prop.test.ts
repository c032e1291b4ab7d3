import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import type { Dictionary } from '../../validation/containers.ts'
import { Random } from '../../world/random.ts'
import type { CloseCall } from '../call/close-call.ts'
import { CloseError } from '../call/close-error.ts'
import type { ListParameters } from '../call/page.ts'
import { EmulatedClose } from '../close-sandbox.ts'
import { documentedOperation } from '../document/documented-operation.ts'
import { resources } from '../resources/resources.ts'
import { updateTasks } from '../resources/task-resource.ts'

const NOW = new Date('2025-03-10T12:00:00Z')
const MOMENTS = [
  '2025-03-01',
  '2025-03-10',
  '2025-03-10T23:30:00-08:00',
  '2025-03-11T01:00:00+00:00',
  '2025-03-11T00:59:59.999Z',
  '2025-03-12',
]
/** What the emulator says that it lacks. */
const LACKING: Readonly<Record<string, readonly string[]>> = {
  task: ['format'],
}
/** Fields that are compared with known words only. */
const WORDS = new Set(['status_type', 'value_period'])
const LISTS = ['task', 'opportunity', 'contact', 'activity/note', 'activity/call', 'activity/email']

/** Two leads with everything on them, made at different times. */
function filled(): CloseCall {
  const { store } = new EmulatedClose(new Random(7))
  const leads = MOMENTS.map((moment, index) => {
    const call: CloseCall = { store, now: new Date(moment) }
    const make = (path: string, body: Dictionary): Dictionary =>
      resources.get(path)?.create?.(call, body) ?? {}
    const { id } = make('lead', { name: `Lead ${index}` })
    make('contact', { lead_id: id, name: `Contact ${index}` })
    const status = ['Active', 'Won', 'Lost'][index % 3]
    const period = ['one_time', 'monthly', 'annual'][index % 3]
    const deal = { lead_id: id, note: `${index}`, value: (index % 4) * 100, value_period: period }
    make('opportunity', { ...deal, status, ...(index % 3 === 1 && { date_won: '2025-03-10' }) })
    make('task', { lead_id: id, text: `${index}`, date: moment })
    make('task', { lead_id: id, text: 'done', is_complete: index % 2 === 0 })
    make('activity/note', { lead_id: id, note: `${index}` })
    make('activity/call', { lead_id: id, direction: index % 2 === 0 ? 'inbound' : 'outbound' })
    make('activity/email', { lead_id: id, subject: `${index}` })
    return id
  })
  expect(new Set(leads).size).toBe(MOMENTS.length)
  return { store, now: NOW }
}

const call = filled()
const ALL: Readonly<Record<string, string>> = { _limit: '200' }

function listed(path: string, parameters: ListParameters): readonly Dictionary[] {
  const page = resources.get(path)?.list?.(call, { ...ALL, ...parameters })
  return page?.data ?? []
}

/** All of a list, tasks of every type included. */
function everything(path: string): readonly Dictionary[] {
  return listed(path, path === 'task' ? { _type: 'all' } : {})
}

describe.each(LISTS)('the list of %s', (path) => {
  const parameters = documentedOperation('GET', `/${path}/`)?.parameters ?? new Map()
  const names = Array.from(parameters.keys()).filter((name) => !name.startsWith('_'))
  const filters = names.filter(
    (name) => !/query|saved_search|^view$/.test(name) && LACKING[path]?.includes(name) !== true,
  )

  it('is what a plain model finds, whatever it is narrowed by', () => {
    const rows = everything(path)
    const sent = fc.uniqueArray(
      fc.constantFrom(...filters).chain((name) => fc.tuple(fc.constant(name), valueOf(name, rows))),
      { selector: ([name]) => name, minLength: 1, maxLength: 3 },
    )
    fc.assert(
      fc.property(sent, (pairs) => {
        const expected = rows.filter(
          (row) =>
            (path !== 'task' || row['_type'] === 'lead') &&
            pairs.every(([name, value]) => fits(row, name, value)),
        )
        expect(idsOf(listed(path, Object.fromEntries(pairs)))).toEqual(idsOf(expected))
      }),
    )
  })

  it('refuses what it lacks by name', () => {
    for (const name of LACKING[path] ?? []) {
      expect(() => listed(path, { [name]: 'x' })).toThrow(`does not emulate the parameter ${name}`)
    }
  })

  it.each(['nosuch', 'constructor', '__proto__', 'lead_id__gt', 'date_created__in'])(
    'refuses %s, which Close does not have',
    (name) => {
      const sent = Object.fromEntries([[name, 'x']]) as ListParameters
      expect(() => listed(path, sent)).toThrow(CloseError)
    },
  )
})

it('PUT /task/ changes what GET /task/ finds, and nothing else', () => {
  const names = [
    'id__in',
    'lead_id',
    'is_complete',
    'date__lt',
    'due_date__gte',
    '_type__in',
    'view',
  ]
  const sent = fc.dictionary(fc.constantFrom(...names), fc.nat(), { maxKeys: 3 })
  fc.assert(
    fc.property(sent, (picks) => {
      const one = filled()
      const all = (parameters: ListParameters): readonly Dictionary[] =>
        resources.get('task')?.list?.(one, { ...ALL, ...parameters }).data ?? []
      const parameters = Object.fromEntries(
        Object.entries(picks).map(([name, pick]) => [name, bulkValue(name, pick, all({}))]),
      )
      const found = new Set(idsOf(all(parameters)))
      const before = new Map(all({ _type: 'all' }).map((task) => [task['id'], task['date']]))
      updateTasks(one, parameters, { date: '2030-01-01' })
      const changed = all({ _type: 'all' }).filter(
        (task) => task['date'] !== before.get(task['id']),
      )
      expect(new Set(idsOf(changed))).toEqual(found)
    }),
    { numRuns: 40 },
  )
})

function bulkValue(name: string, pick: number, tasks: readonly Dictionary[]): string {
  const task = tasks[pick % tasks.length] ?? {}
  if (name === '_type__in') return pick % 2 === 0 ? 'lead,voicemail' : 'voicemail'
  if (name === 'view') return String(['inbox', 'future', 'archive'][pick % 3])
  const value = task[name.split('__')[0] ?? '']
  return typeof value === 'string' || typeof value === 'boolean' ? `${value}` : '2025-03-11'
}

describe('values that cannot be', () => {
  const empty: CloseCall = { store: new EmulatedClose(new Random(1)).store, now: NOW }

  it.each([
    ['task', { view: 'nosuch' }],
    ['task', { date__lt: '2025-02-30' }],
    ['task', { date_created__gte: 'soon' }],
    ['task', { is_complete: 'maybe' }],
    ['task', { _type: 'leads' }],
    ['task', { _type__in: 'lead,leads' }],
    ['task', { _order_by: 'text' }],
    ['task', { _order_by: 'constructor' }],
    ['opportunity', { status_type: 'open' }],
    ['opportunity', { value_period__in: 'annual,weekly' }],
    ['opportunity', { _order_by: 'note' }],
    ['opportunity', { _group_by: 'lead_id' }],
    ['opportunity', { is_stalled: '2' }],
    ['opportunity', { lead_query: '(' }],
    ['activity', { _type: 'Note' }],
    ['activity', { lead_id: 'lead_1', _type__in: 'Notes' }],
    ['activity', { lead_id: 'lead_1,lead_2', user_id: 'user_1' }],
    ['activity', { _order_by: '-activity_at' }],
    ['activity', { activity_at__gt: '2025-03-01' }],
    ['activity', { lead_id: 'lead_1', _order_by: '-activity_at', date_created__gt: '2025-03-01' }],
    ['user', { _order_by: 'email' }],
    ['status/lead', { label: 'Potential' }],
  ] as const)('are refused in %s %o, whether anything is listed or not', (path, parameters) => {
    for (const one of [call, empty]) {
      expect(() => resources.get(path)?.list?.(one, parameters)).toThrow(CloseError)
    }
  })
})

function valueOf(name: string, rows: readonly Dictionary[]): fc.Arbitrary<string> {
  const [field = '', operator] = name.split('__')
  if (/date|_at$/.test(field)) return fc.constantFrom(...MOMENTS)
  if (field.startsWith('is_')) return fc.constantFrom('true', 'False')
  const own = rows.map((row) => shown(row, field)).filter((value) => typeof value === 'string')
  const stranger = WORDS.has(field) ? [] : ['nobody']
  const one = fc.constantFrom(...stranger, ...own)
  return operator === 'in' ? fc.array(one, { minLength: 1, maxLength: 3 }).map(String) : one
}

/** The model: a field of what is shown, compared as what it is. */
function fits(row: Dictionary, name: string, wanted: string): boolean {
  const [field = '', operator = ''] = name.split('__')
  const value = shown(row, field)
  if (typeof value === 'boolean') return String(value) === wanted.toLowerCase()
  if (!/date|_at$/.test(field)) return wanted.split(',').includes(String(value))
  const [one, other] = [Date.parse(String(value)), Date.parse(wanted)]
  if (operator === '') return one === other
  if (operator === 'lt') return one < other
  if (operator === 'lte') return one <= other
  return operator === 'gt' ? one > other : one >= other
}

function idsOf(rows: readonly Dictionary[]): readonly unknown[] {
  return rows.map((row) => row['id'])
}

function shown(row: Dictionary, field: string): unknown {
  return row[field === 'status' ? 'status_label' : field]
}
