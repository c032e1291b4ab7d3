import { beforeEach, describe, expect, it } from 'vitest'

import type { Dictionary } from '../../validation/containers.ts'
import { Random } from '../../world/random.ts'
import type { CloseCall } from '../call/close-call.ts'
import { EmulatedClose } from '../close-sandbox.ts'
import { resources, restResources } from '../resources/resources.ts'
import { updateTasks } from '../resources/task-resource.ts'

const HOUR_MS = 60 * 60 * 1000

let call: CloseCall
let leadId: string

beforeEach(() => {
  const { store } = new EmulatedClose(new Random(3))
  call = { store, now: new Date('2025-03-10T12:00:00Z') }
  leadId = String(make('lead', { name: 'Acme' })['id'])
})

function make(path: string, body: Dictionary): Dictionary {
  return resources.get(path)?.create?.(call, body) ?? {}
}

function list(path: string, sent: Readonly<Record<string, string>>, from = call): Dictionary[] {
  return [...(resources.get(path)?.list?.(from, sent).data ?? [])]
}

function texts(sent: Readonly<Record<string, string>>, utcOffsetMs = 0): string {
  return list('task', sent, { ...call, utcOffsetMs })
    .map((task) => String(task['text']))
    .join('')
}

function notes(sent: Readonly<Record<string, string>>): string {
  return list('opportunity', sent)
    .map((one) => String(one['note']))
    .join('')
}

function groups(sent: Readonly<Record<string, string>>): readonly unknown[] {
  return list('opportunity', sent).map(({ key, objects, total_results: total }) => [
    key,
    (objects as readonly Dictionary[]).map(({ note }) => note).join(''),
    total,
  ])
}

describe('tasks', () => {
  beforeEach(() => {
    make('task', { lead_id: leadId, text: 'A', date: '2025-03-10T23:30:00-08:00' })
    make('task', { lead_id: leadId, text: 'B', date: '2025-03-11' })
    make('task', { lead_id: leadId, text: 'C', date: '2025-03-10T07:00:00Z' })
    make('task', { lead_id: leadId, text: 'D', date: '2025-03-12', is_complete: true })
  })

  it('are ordered as moments, a day before its first hour', () => {
    expect(texts({ _order_by: 'date' })).toBe('CBAD')
    expect(texts({ _order_by: '-date' })).toBe('DABC')
    expect(texts({ _order_by: 'date' }, -8 * HOUR_MS)).toBe('CABD')
  })

  it('are in boxes by the day of the caller', () => {
    expect(texts({ view: 'inbox', _order_by: 'date' })).toBe('C')
    expect(texts({ view: 'future', _order_by: 'date' })).toBe('BA')
    expect(texts({ view: 'inbox', _order_by: 'date' }, -8 * HOUR_MS)).toBe('CA')
    expect(texts({ view: 'archive' })).toBe('D')
  })

  it('of a box keep to no bounds that the box overrides', () => {
    expect(texts({ view: 'inbox', date__lt: '2020-01-01', date__gte: '2030-01-01' })).toBe('C')
    expect(texts({ view: 'inbox', date__gt: '2030-01-01' })).toBe('')
    expect(texts({ view: 'archive', date__lt: '2020-01-01' })).toBe('')
  })

  it('change in bulk where all filters fit, and only what may change', () => {
    updateTasks(call, { date__lt: '2025-03-11', is_complete: 'false' }, { is_complete: true })
    expect(texts({ is_complete: 'false' })).toBe('AB'.split('').toReversed().join(''))
    expect(() => updateTasks(call, {}, { lead_id: leadId })).toThrow('Wrong fields: lead_id')
    expect(() => updateTasks(call, { assigned: 'x' }, { is_complete: true })).toThrow('assigned')
    expect(() => updateTasks(call, { _limit: '1' }, { is_complete: true })).toThrow('_limit')
    expect(texts({ is_complete: 'false' })).toBe('BA')
  })
})

describe('opportunities', () => {
  beforeEach(() => {
    make('lead', { name: 'Globex' })
    const won = { lead_id: leadId, status: 'Won' }
    make('opportunity', { ...won, note: 'a', value: 300, date_won: '2024-12-31' })
    make('opportunity', { ...won, note: 'b', value: 100, date_won: '2025-01-01' })
    make('opportunity', { ...won, note: 'c', value: 200, date_won: '2025-05-05' })
    make('opportunity', { lead_id: leadId, note: 'd' })
    make('opportunity', { note: 'e', value: 1 })
  })

  it('are ordered either way, those without a value last', () => {
    expect(notes({ _order_by: 'value' })).toBe('ebcad')
    expect(notes({ _order_by: '-value' })).toBe('acbed')
    expect(notes({ _order_by: 'date_won' })).toBe('abced')
  })

  it('are found by a search over their leads', () => {
    expect(notes({ lead_query: 'name:Acme', _order_by: 'date_won' })).toBe('abcd')
    expect(notes({ lead_query: 'name:Globex' })).toBe('')
    const saved = { name: 'Ours', query: 'name:Acme' }
    const { id } = restResources.get('saved_search')?.create?.(call, saved) ?? {}
    expect(notes({ lead_saved_search_id: String(id), _order_by: 'date_won' })).toBe('abcd')
    expect(notes({ lead_saved_search_id: String(id), lead_query: 'name:Globex' })).toBe('')
    expect(() => notes({ lead_saved_search_id: 'save_none' })).toThrow('lead_saved_search_id')
  })

  it('are grouped, a page of them at a time, with the totals of whole groups', () => {
    expect(groups({ _group_by: 'date_won__week', _order_by: 'value' })).toEqual([
      ['2025-01', 'ba', 2],
      ['2025-19', 'c', 1],
      [null, 'ed', 2],
    ])
    expect(groups({ _group_by: '-date_won__year', _limit: '2', _skip: '1' })).toEqual([
      ['2025', 'b', 2],
      ['2024', 'a', 1],
    ])
  })

  it('say what a group has in common', () => {
    const [first] = list('opportunity', { _group_by: 'date_won__quarter' })
    expect(first).toMatchObject({
      key: '2024-04',
      year: 2024,
      quarter: 4,
      total_value_one_time: 300,
    })
    const [all] = list('opportunity', { _group_by: 'user_id' })
    expect(all).toMatchObject({ user_name: 'Sandbox User', total_results: 5 })
  })
})

describe('activities', () => {
  it('of one lead are narrowed by type and ordered by when they occurred', () => {
    make('activity/note', { lead_id: leadId, note: 'n' })
    const types = (sent: Readonly<Record<string, string>>): string =>
      list('activity', { lead_id: leadId, ...sent })
        .map((activity) => String(activity['_type']))
        .join()
    expect(types({ _type__in: 'Call' })).toBe('')
    expect(types({ _type__in: 'Call,Note' })).toBe('Note')
    expect(types({ _order_by: '-activity_at', activity_at__gt: '2025-03-10' })).not.toBe('')
  })
})
