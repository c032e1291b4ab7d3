import { SandpitError } from '@sandpit/client/errors'
import type { CloseData, CloseLead } from '../data/close-data.ts'
import { amountField } from './amount-field.ts'
import { arbitraryField } from './arbitrary-field.ts'
import type {
  CloseDataConstraints,
  ContactConstraints,
  Count,
  EmailConstraints,
  LeadConstraints,
  OpportunityConstraints,
  PhoneConstraints,
  TaskConstraints,
} from './constraints.ts'
import { dayField } from './day-field.ts'
import { Drawn, type Field, listField, type ListRange, partField } from './field.ts'
import type { FieldFamily, FreeNames, ListName } from './field-family.ts'
import type { Reducer } from './reducer.ts'
import { domainOf, type Scene } from './scene.ts'

/** How mail addresses of a family are made, under the constraints of the user. */
export function emailField(family: FieldFamily, asked: EmailConstraints = {}): Field {
  return partField({
    ...family.email,
    email: given(asked.email) ?? family.email.email,
    type: given(asked.type) ?? family.email.type,
    is_unsubscribed: given(asked.is_unsubscribed) ?? family.email.is_unsubscribed,
  }) as Field
}

/** The same for phone numbers. */
export function phoneField(family: FieldFamily, asked: PhoneConstraints = {}): Field {
  return partField({
    ...family.phone,
    phone: given(asked.phone) ?? family.phone.phone,
    type: given(asked.type) ?? family.phone.type,
  }) as Field
}

/** The same for contacts. */
export function contactField(family: FieldFamily, asked: ContactConstraints = {}): Field {
  return partField({
    name: noting(given(asked.name) ?? family.contact.name, notePerson),
    emails: manyOf(family, 'emails', emailField(family, asked.email), asked.emails),
    phones: manyOf(family, 'phones', phoneField(family, asked.phone), asked.phones),
  }) as Field
}

/** The same for opportunities. */
export function opportunityField(family: FieldFamily, asked: OpportunityConstraints = {}): Field {
  const range = asked.value !== undefined && 'min' in asked.value ? asked.value : undefined
  const value = range === undefined ? given(asked.value as Given) : amountField(range)
  return partField({
    note: given(asked.note) ?? family.opportunity.note,
    value: value ?? family.opportunity.value,
    confidence: given(asked.confidence) ?? family.opportunity.confidence,
    period: given(asked.period) ?? family.opportunity.period,
  }) as Field
}

/** The same for tasks. */
export function taskField(family: FieldFamily, asked: TaskConstraints = {}): Field {
  const days = asked.date !== undefined && 'from' in asked.date ? asked.date : undefined
  const date = days === undefined ? given(asked.date as Given) : dayField(days, 100)
  return partField({
    description: given(asked.description) ?? family.task.description,
    date: date ?? family.task.date,
    completed: given(asked.completed) ?? family.task.completed,
    assignee_id: given(asked.assignee_id) ?? family.task.assignee_id,
  }) as Field
}

/** The same for leads. */
export function leadField(family: FieldFamily, asked: LeadConstraints = {}): Field {
  const opportunity = opportunityField(family, asked.opportunity)
  const part = partField({
    name: noting(given(asked.name) ?? family.lead.name, noteCompany),
    status: given(asked.status) ?? family.lead.status,
    contacts: manyOf(family, 'contacts', contactField(family, asked.contact), asked.contacts),
    opportunities: manyOf(family, 'opportunities', opportunity, asked.opportunities),
    tasks: manyOf(family, 'tasks', taskField(family, asked.task), asked.tasks),
  })
  const reducer = part.smaller as unknown as Reducer<CloseLead>
  return { ...part, smaller: family.reduceLead(reducer, freeNames(asked)) } as Field
}

/** The same for close data. */
export function closeDataField(family: FieldFamily, asked: CloseDataConstraints = {}): Field {
  const part = partField({
    leads: manyOf(family, 'leads', leadField(family, asked.lead), asked.leads),
  })
  const reducer = part.smaller as unknown as Reducer<CloseData>
  return { ...part, smaller: family.reduceData(reducer, freeNames(asked.lead)) } as Field
}

type Given = Parameters<typeof arbitraryField>[0] | undefined

function given(arbitrary: Given): Field | undefined {
  return arbitrary === undefined ? undefined : arbitraryField(arbitrary)
}

function manyOf(family: FieldFamily, name: ListName, item: Field, count: Count | undefined): Field {
  const range = listRange(name, family.ranges[name], count)
  const shortest = Math.max(range.min, family.shortestList)
  const list = listField(item, { ...range, shortest })
  const draw: Field['draw'] = (source, scene) => {
    const items = list.draw(source, scene) as readonly unknown[]
    return range.min === 0 ? family.drawList(items, source) : items
  }
  // A family may have `null` for a list, of which there is nothing smaller.
  const smaller: Field['smaller'] = (items, cursor) =>
    Array.isArray(items) ? list.smaller(items, cursor) : []
  return { ...list, draw, smaller }
}

function listRange(name: ListName, range: ListRange, count: Count | undefined): ListRange {
  const { min: asked, max: most } =
    typeof count === 'number' ? { min: count, max: count } : (count ?? {})
  const min = asked ?? Math.min(range.min, most ?? range.min)
  const max = most ?? Math.max(range.max, min)
  if (isCount(min) && isCount(max) && min <= max) return { ...range, min, max }
  throw new SandpitError(
    'configuration',
    `From ${min} to ${max} is no range for ${name}. Give a whole number from 0 up, or a range whose min is not above its max.`,
  )
}

function isCount(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0
}

function freeNames(asked: LeadConstraints = {}): FreeNames {
  return { leads: asked.name === undefined, people: asked.contact?.name === undefined }
}

/** A field whose values are noted for what is drawn after them. */
function noting(field: Field, note: (scene: Scene, name: string) => void): Field {
  return {
    ...field,
    draw: (source, scene) => {
      const drawn = field.draw(source, scene)
      const name = drawn instanceof Drawn ? drawn.value : drawn
      note(scene, typeof name === 'string' ? name : '')
      return drawn
    },
  }
}

function noteCompany(scene: Scene, name: string): void {
  scene.domain = domainOf(name)
  scene.people = []
}

function notePerson(scene: Scene, name: string): void {
  scene.person = name
  scene.mailForm = undefined
  scene.people.push(name)
}
