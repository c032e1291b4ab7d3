import { DEFAULT_DAYS, dayField } from '../fields/day-field.ts'
import type { Field } from '../fields/field.ts'
import type { FieldFamily } from '../fields/field-family.ts'
import type { RandomNumbers } from '../fields/random-numbers.ts'
import { reduceRealisticData, reduceRealisticLead } from './realistic-reducers.ts'
import { bisect, irreducible, type Reducer, towards } from '../fields/reducer.ts'
import { mailForms } from './rename.ts'
import { DEALS, OCCASIONS, STATUSES, TASKS, TASKS_WITH_PEOPLE } from './sales-texts.ts'
import type { Scene } from '../fields/scene.ts'
import {
  COMPANY_STEMS,
  FAMILY_NAMES,
  GIVEN_NAMES,
  LEGAL_FORMS,
  TRADES,
} from '@sandpit/systems/words'

/** Close data like a sales team's, in keeping with itself. */
export const realisticFamily: FieldFamily = {
  lead: { name: required(drawCompany), status: optional(drawStatus, towards('Potential')) },
  contact: { name: required(drawPerson) },
  email: {
    email: required(drawMail),
    type: optional(drawAddressType, towards('office')),
    is_unsubscribed: optional(drawUnsubscribed, towards(false)),
  },
  phone: {
    phone: required(drawPhone, towards('+12025550100')),
    type: optional(drawAddressType, towards('office')),
  },
  opportunity: {
    note: required(drawNote, towards('Renewal')),
    value: optional(drawValue, bisect(0, 100)),
    confidence: optional(drawConfidence, bisect(0, 5)),
    period: optional(drawPeriod, towards('one_time')),
  },
  task: {
    description: required(drawTask, towards('Follow up')),
    date: dayField(DEFAULT_DAYS, 90),
    completed: optional(drawCompleted, towards(false)),
    assignee_id: optional(() => undefined, irreducible()),
  },
  ranges: {
    leads: { min: 0, max: 10 },
    contacts: { min: 0, max: 4 },
    emails: { min: 0, max: 2 },
    phones: { min: 0, max: 1 },
    opportunities: { min: 0, max: 3 },
    tasks: { min: 0, max: 4 },
  },
  reduceLead: reduceRealisticLead,
  reduceData: reduceRealisticData,
  shortestList: 1,
  drawList: (list) => (list.length === 0 ? undefined : list),
}

type Draw<Value> = (random: RandomNumbers, scene: Scene) => Value

function required<Value>(draw: Draw<Value>, smaller: Reducer<Value> = irreducible()): Field {
  return { draw: ({ random }, scene) => draw(random, scene), smaller, isOptional: false } as Field
}

function optional<Value>(draw: Draw<Value | undefined>, smaller: Reducer<Value>): Field {
  return { draw: ({ random }, scene) => draw(random, scene), smaller, isOptional: true } as Field
}

/** A company's name that no other lead has, so that leads can be told apart by it. */
function drawCompany(random: RandomNumbers, { leadNames }: Scene): string {
  for (let attempt = 1; ; attempt++) {
    const trade = random.chance(90) ? ` ${random.pick(TRADES)}` : ''
    const drawn = `${random.pick(COMPANY_STEMS)}${trade}${random.pick(LEGAL_FORMS)}`
    const name = attempt > 100 ? `${drawn} ${leadNames.size + 1}` : drawn
    if (leadNames.has(name)) continue
    leadNames.add(name)
    return name
  }
}

function drawStatus(random: RandomNumbers): string | undefined {
  let left = random.below(100)
  for (const [label, percent] of STATUSES) {
    if (left < percent) return label
    left -= percent
  }
  return undefined
}

function drawPerson(random: RandomNumbers): string {
  return `${random.pick(GIVEN_NAMES)} ${random.pick(FAMILY_NAMES)}`
}

/** An address of the person, formed in another way than the one before. */
function drawMail(random: RandomNumbers, scene: Scene): string {
  const forms = mailForms(scene.person)
  scene.mailForm = ((scene.mailForm ?? random.below(forms.length)) + 1) % forms.length
  return `${forms[scene.mailForm]}@${scene.domain}`
}

/** Between +1 202 555 0100 and 0199, and the like: numbers kept free for fiction. */
function drawPhone(random: RandomNumbers): string {
  const area = random.pick(['202', '212', '303', '312', '404', '415', '512', '617', '702', '206'])
  return `+1${area}55501${String(random.below(100)).padStart(2, '0')}`
}

function drawAddressType(random: RandomNumbers): string | undefined {
  if (random.chance(5)) return undefined
  return random.chance(80) ? 'office' : random.pick(['mobile', 'home', 'direct'])
}

function drawUnsubscribed(random: RandomNumbers): boolean | undefined {
  return random.chance(20) ? random.chance(50) : undefined
}

/** What is sold; it decides how often it pays. */
function drawNote(random: RandomNumbers, scene: Scene): string {
  scene.period = random.pick(['annual', 'annual', 'one_time', 'one_time', 'monthly'])
  return `${random.pick(DEALS[scene.period] ?? ['Renewal'])}${random.pick(OCCASIONS)}`
}

/** Prices in cents: 50 to 9,500 dollars a month; 500 to 950,000 a year or once, most of them low. */
function drawValue(random: RandomNumbers, { period }: Scene): number | undefined {
  if (random.chance(5)) return undefined
  const lowest = period === 'monthly' ? 50 : 500
  const scale = random.pick(period === 'monthly' ? [1, 1, 10] : [1, 1, 10, 10, 10, 100])
  return random.between(1, 19) * lowest * scale * 100
}

function drawConfidence(random: RandomNumbers): number | undefined {
  return random.chance(5) ? undefined : random.between(1, 19) * 5
}

function drawPeriod(random: RandomNumbers, { period }: Scene): string | undefined {
  return random.chance(3) ? undefined : period
}

function drawTask(random: RandomNumbers, { people }: Scene): string {
  const [first, ...others] = people
  if (first === undefined || random.chance(40)) return random.pick(TASKS)
  return random.pick(TASKS_WITH_PEOPLE).replace('%', random.pick([first, ...others]))
}

function drawCompleted(random: RandomNumbers): boolean | undefined {
  return random.chance(10) ? undefined : random.chance(20)
}
