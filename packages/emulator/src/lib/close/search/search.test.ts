import { describe, expect, it } from 'vitest'

import { Random } from '../../world/random.ts'
import type { Dictionary } from '../../validation/containers.ts'
import type { CloseCall } from '../call/close-call.ts'
import { EmulatedClose } from '../close-sandbox.ts'
import { restResources } from '../resources/resources.ts'

const HOUR_MS = 60 * 60 * 1000
const { store } = new EmulatedClose(new Random(5))
const call: CloseCall = { store, now: new Date('2025-03-12T10:30:00Z') }

function make(path: string, body: Dictionary): Dictionary {
  return restResources.get(path)?.create?.(call, body) ?? {}
}

function found(path: string, query: string, from = call): string {
  const data = restResources.get(path)?.list?.(from, { query, _limit: '200' }).data ?? []
  return data.map((one) => String(one['name'] ?? one['note'] ?? one['id'])).join()
}

const CUSTOM_FIELDS = {
  Size: 'number',
  'Renewal day': 'date',
  Tier: 'text',
  Partner: 'hidden',
  None: 'text',
}
for (const [name, type] of Object.entries(CUSTOM_FIELDS)) make('custom_field/lead', { name, type })

const acme = make('lead', {
  name: 'Acme, Inc',
  url: 'https://acme.test',
  contacts: [
    {
      name: "Ada O'Brien",
      title: 'CTO',
      emails: [{ email: 'ada@acme.test', type: 'office' }],
      phones: [{ phone: '+1 415-555-2671', type: 'mobile' }],
    },
    { name: 'Bob', phones: [{ phone: '+44 20 7183 8750', type: 'office' }] },
  ],
  custom: { Size: 1200, 'Renewal day': '2025-06-01', Tier: 'Gold', Partner: true },
})
const globex = make('lead', {
  name: 'Globex "West"',
  status: 'Qualified',
  addresses: [{ city: 'Bonn' }],
})
const acmeId = acme['id']
make('opportunity', { lead_id: acmeId, note: 'Renewal', value: 100_000, confidence: 50 })
const deal = make('opportunity', {
  lead_id: globex['id'],
  note: 'Upsell',
  value: 250_050,
  value_period: 'annual',
})
make('task', { lead_id: acmeId, text: 'Call Ada', date: '2025-03-13' })
make('task', {
  lead_id: globex['id'],
  text: 'Done',
  date: '2025-03-12T23:00:00Z',
  is_complete: true,
})
make('activity/call', { lead_id: acmeId, direction: 'outbound', duration: 90, note: 'left word' })
make('activity/sms', { lead_id: acmeId, text: 'hi', status: 'sent', direction: 'outbound' })
const won = { ...call, now: new Date('2025-03-11T09:00:00Z') }
restResources.get('opportunity')?.update?.(won, String(deal['id']), { status: 'Won' })

const ACME = 'Acme, Inc'
const GLOBEX = 'Globex "West"'
const BOTH = `${GLOBEX},${ACME}`

describe('a search over leads', () => {
  it.each([
    ['', BOTH],
    ['*', BOTH],
    ['acme or globex', BOTH],
    ['acme globex', ''],
    ["name:'Acme, Inc'", ACME],
    ['name:"globex \\"west"', GLOBEX],
    ['company:Acm', ACME],
    ['company=acme', ''],
    ['company="ACME, INC"', ACME],
    ['name:Acm*', ACME],
    ['name:*lobex', GLOBEX],
    ['name=Acm*', ACME],
    ['name="Acm*"', ''],
    ['name:A*E', ACME],
    ['name:A*x', ''],
    ['name:acm*nc', ''],
    ['!name:Acme', GLOBEX],
    ['-acme', GLOBEX],
    ['not (acme or bonn)', ''],
    ['not not acme', ACME],
    ['url:*', ACME],
    ['-url:*', GLOBEX],
    ['url != *', GLOBEX],
    ["contact_name:O'Brien", ACME],
    ['status:qualified', GLOBEX],
    ['status:Qual', ''],
    ['status:Qual*', GLOBEX],
    ['status in (Potential, "Qualified")', BOTH],
    ['status not in (Potential)', GLOBEX],
    ['email_address:*@acme.test', ACME],
    ['city in (Bonn)', GLOBEX],
  ])('%s finds %s', (query, names) => {
    expect(found('lead', query)).toBe(names)
  })

  it.each([
    ['phone:4155552671', ACME],
    ['phone:"(415) 555-2671"', ACME],
    ['phone:"+1.415.555.2671"', ACME],
    ['phone:5552671', ACME],
    ['phone=4155552671', ACME],
    ['phone=5552671', ''],
    ['phone:+44*', ACME],
    ['phone:44*', ACME],
    ['phone:415*', ''],
    ['7183-8750', ACME],
  ])('%s compares digits', (query, names) => {
    expect(found('lead', query)).toBe(names)
  })

  it.each([
    ['opportunity_value > 100000', GLOBEX],
    ['opportunity_value >= 100,000', BOTH],
    ['opportunity_value = $1,000', ACME],
    ['opportunity_value:$2,500.50', GLOBEX],
    ['opportunity_value < 2k', ''],
    ['opportunity_confidence = 50%', BOTH],
    ['opportunity_value_period:annual', GLOBEX],
    ['contacts > 1', ACME],
    ['contacts:0', GLOBEX],
    ['addresses = 1', GLOBEX],
    ['email_addresses = 1', ACME],
    ['calls > 0', ACME],
    ['sms_messages > 0', ACME],
    ['has:calls', ACME],
    ['has:call', ACME],
    ['has:url', ACME],
    ['-has:contacts', GLOBEX],
    ['has:custom.tier', ACME],
  ])('%s compares numbers', (query, names) => {
    expect(found('lead', query)).toBe(names)
  })

  it.each([
    ['created:today', BOTH],
    ['created > "2 hours ago"', BOTH],
    ['created > "0 hours ago"', ''],
    ['created >= today created < tomorrow', BOTH],
    ['created > "last week"', BOTH],
    ['created:"this month"', BOTH],
    ['created > 2024', BOTH],
    ['created > 2025', ''],
    ['created = 2025-03', BOTH],
    ['task_date:tomorrow', ACME],
    ['task_date <= today', GLOBEX],
    ['task_date < today', ''],
    ['task_date <= "7 days from now"', BOTH],
    ['task_completed:yes', GLOBEX],
    ['task_completed = False', ACME],
  ])('%s compares times', (query, names) => {
    expect(found('lead', query)).toBe(names)
  })

  it.each([
    ['contact(name:Ada)', ACME],
    ['contact(name:Ada title:CTO)', ACME],
    ['contact(name:Bob title:CTO)', ''],
    ['contact(Ada or Bob)', ACME],
    ['contact()', ACME],
    ['not contact()', GLOBEX],
    ['opportunity(value > 100000 status_type:won)', GLOBEX],
    ['opportunity(note:Renewal status:won)', ''],
    ['opportunity(date_won:yesterday)', GLOBEX],
    ['task(complete:true due:today)', GLOBEX],
    ['call(duration > 60 date >= "2025-03-01" date < "2025-04-01")', ACME],
    ['call(direction:inbound)', ''],
    ['sms(status:sent direction:outbound user:"Sandbox User")', ACME],
    ['(sms(status:sent) or city:Bonn) -globex', ACME],
  ])('%s looks into what belongs to a lead', (query, names) => {
    expect(found('lead', query)).toBe(names)
  })

  it.each([
    ['custom.size > 1,000', ACME],
    ['custom.size = 12', ''],
    ['"custom.Renewal day" < 2025-07', ACME],
    ['"custom.renewal day" > 2025-06-01', ''],
    ['custom.Tier:gold', ACME],
    ['custom.Tier in (Silver, Gold)', ACME],
    ['custom.partner:true', ACME],
    ['custom.none:*', ''],
  ])('%s compares custom fields as what they hold', (query, names) => {
    expect(found('lead', query)).toBe(names)
  })

  it('is made where the caller is', () => {
    const far = { ...call, utcOffsetMs: 14 * HOUR_MS }
    expect(found('lead', 'task_date:today')).toBe(GLOBEX)
    expect(found('lead', 'task_date:today', far)).toBe(BOTH)
  })

  it('orders by any field, as its kind does, what has none last', () => {
    expect(found('lead', 'sort:name')).toBe(`${ACME},${GLOBEX}`)
    expect(found('lead', 'sort:-opportunity_value')).toBe(BOTH)
    expect(found('lead', '(* sort:contacts)')).toBe(BOTH)
    expect(found('lead', 'sort:url')).toBe(`${ACME},${GLOBEX}`)
    expect(found('lead', 'sort:-url')).toBe(`${ACME},${GLOBEX}`)
    expect(found('opportunity', 'sort:value')).toBe('Renewal,Upsell')
    expect(found('contact', 'sort:-name')).toBe("Bob,Ada O'Brien")
  })

  it('looks into what contacts are subscribed to', () => {
    expect(found('lead', 'contact(sequence_subscription(sequence:*))')).toBe('')
    const { id: sequence_id } = make('sequence', { name: 'Welcome' })
    const [contact] = acme['contacts'] as readonly Dictionary[]
    make('sequence_subscription', { sequence_id, contact_id: contact?.['id'] })
    expect(found('lead', 'contact(sequence_subscription(sequence:*))')).toBe(ACME)
    expect(found('contact', 'sequence_subscription(sequence:welcome status:active)')).not.toBe('')
    expect(found('contact', 'sequence_subscription(status:paused)')).toBe('')
  })

  it('looks into saved searches, and not into those in them', () => {
    const query = 'city:Bonn or name:Nobody'
    const { id } = make('saved_search', { name: 'All of ours', query })
    make('saved_search', { name: 'Loop', query: 'in:Loop' })
    expect(found('lead', 'in:"All of ours"')).toBe(GLOBEX)
    expect(found('lead', `not in:${String(id)} Acme`)).toBe(ACME)
    expect(() => found('lead', 'in:Loop')).toThrow("'in:Loop' is no search to look in")
    expect(() => found('contact', 'in:"All of ours"')).toThrow('Invalid query: ')
  })

  it('puts every lead into one of the slices', () => {
    const slices = [1, 2, 3].map((index) => found('lead', `slice:${index}/3`)).filter(Boolean)
    expect(slices.join().split(',Acme')).toHaveLength(slices.join().includes(`,${ACME}`) ? 2 : 1)
    expect(slices.join().length).toBe(BOTH.length)
  })
})

describe('a search over other things', () => {
  it.each([
    ['opportunity', 'status_change(old_status:active new_status:won date:yesterday)', 'Upsell'],
    ['opportunity', 'status_change(new_status:lost)', ''],
    ['opportunity', 'lead:Acme', 'Renewal'],
    ['opportunity', 'value > $1,000', 'Upsell'],
    ['opportunity', 'status_type:active', 'Renewal'],
    ['contact', 'phone:7183', 'Bob'],
    ['contact', 'email:ada*', "Ada O'Brien"],
    ['activity/call', 'duration:90', 'left word'],
    ['activity/call', 'direction:outbound date:today', 'left word'],
    ['activity/call', 'word -left', ''],
  ])('of %s, %s finds %s', (path, query, names) => {
    expect(found(path, query)).toBe(names)
  })
})

describe('what is not understood', () => {
  it.each([
    'created > "13/45/2025"',
    'created:2025-02-30',
    'created > last week',
    'created:soon',
    'name > A',
    'status <= Potential',
    'status in ()',
    'status in (Potential',
    'opportunity_value > ten',
    'opportunity_value = 1,00',
    'opportunity_status_type:open',
    'task_completed:maybe',
    'task_completed:constructor',
    'task_completed > true',
    'phone:abc',
    'phone > 5',
    'custom.size > big',
    'nosuch:1',
    'has:nosuch',
    'custom.nosuch:x',
    'sort:custom.nosuch',
    'größe:5',
    'a-b:c',
    'name:=Acme',
    'opportunity_value:>5',
    'nosuch(x)',
    'contact(nosuch:1)',
    'contact(sequence_subscription(nosuch:*))',
    'contact(name:Ada',
    'contact(sort:name)',
    'acme or sort:name',
    'not sort:name',
    'sort:name sort:url',
    'sort:nosuch',
    'slice:0/3',
    'slice:4/3',
    'slice:x',
    'in:"My view"',
    "name:'Acme",
    'name:"Acme',
    'name:',
    'name:(Acme)',
    'acme and',
    'or acme',
    ')',
    '('.repeat(10_000),
    'not '.repeat(10_000),
    'constructor:1',
    'constructor(x)',
  ])('%s is refused', (query) => {
    expect(() => found('lead', query)).toThrow(/^Invalid query: /)
  })
})
