import type { CloseContact, CloseData, CloseLead } from '../data/close-data.ts'
import type { Field } from '../fields/field.ts'
import type { FreeNames } from '../fields/field-family.ts'
import { inTurn, irreducible, mended, type Reducer } from '../fields/reducer.ts'
import { renamedContact, renamedLead, renamedPerson } from './rename.ts'

/** What a person calls the companies and people of a small example, in this order. */
const PLAIN_COMPANIES: readonly string[] = ['Acme', 'Globex', 'Initech', 'Hooli', 'Vandelay']
const PLAIN_PEOPLE: readonly string[] = ['Ann Lee', 'Ben Roy', 'Cara Fox', 'Dan Ali']

/** Smaller leads whose tasks still are about people who exist; then plainer names. */
export function reduceRealisticLead(
  reducer: Reducer<CloseLead>,
  free: FreeNames,
): Reducer<CloseLead> {
  return inTurn(
    mended(reducer, withTrueTasks),
    free.leads ? plainerCompany : irreducible(),
    free.people ? plainerPeople(listOfOne, (_, [lead]) => lead) : irreducible(),
  )
}

/** Smaller data whose leads still have different names; then plainer names of people throughout. */
export function reduceRealisticData(
  reducer: Reducer<CloseData>,
  free: FreeNames,
): Reducer<CloseData> {
  return inTurn(
    free.leads ? mended(reducer, withDifferentNames) : reducer,
    free.people ? plainerPeople(leadsOf, (data, leads) => ({ ...data, leads })) : irreducible(),
  )
}

/** A contact that stands alone: smaller ones have a plainer name in the end. */
export function withPlainerName(contact: Field): Field {
  return { ...contact, smaller: inTurn(contact.smaller, plainerContact as Reducer<unknown>) }
}

function* plainerContact(contact: CloseContact): ReturnType<Reducer<CloseContact>> {
  for (const name of PLAIN_PEOPLE) {
    if (contact.name === name) return
    yield { value: renamedContact(contact, name), cursor: undefined }
  }
}

function* plainerCompany(lead: CloseLead): ReturnType<Reducer<CloseLead>> {
  for (const name of PLAIN_COMPANIES) {
    if (lead.name === name) return
    yield { value: renamedLead(lead, name), cursor: undefined }
  }
}

/** The same with a plainer name for one of the people, wherever somebody has that name. */
function plainerPeople<Value>(
  get: (value: Value) => readonly CloseLead[],
  set: (value: Value, leads: readonly CloseLead[]) => Value | undefined,
): Reducer<Value> {
  return function* renamePeople(value, cursor) {
    const kept = new Set(cursor as readonly string[] | undefined)
    const leads = get(value)
    const names = new Set(leads.flatMap(peopleOf))
    const plainer = PLAIN_PEOPLE.find((name) => !names.has(name))
    if (plainer === undefined) return
    for (const name of names) {
      if (kept.has(name) || PLAIN_PEOPLE.includes(name)) continue
      const renamed = set(
        value,
        leads.map((lead) => renamedPerson(lead, name, plainer)),
      )
      if (renamed !== undefined) yield { value: renamed, cursor: [...kept] }
      kept.add(name)
    }
  }
}

/** A smaller lead whose tasks do not mention people who went. */
function withTrueTasks(smaller: CloseLead, lead: CloseLead): CloseLead {
  if (!smaller.tasks || smaller.contacts === lead.contacts) return smaller
  const here = new Set(peopleOf(smaller))
  const gone = peopleOf(lead).filter((name) => !here.has(name))
  if (gone.length === 0) return smaller
  const tasks = smaller.tasks.map((task) =>
    gone.some((name) => task.description.includes(name))
      ? { ...task, description: 'Follow up' }
      : task,
  )
  return { ...smaller, tasks }
}

function withDifferentNames(smaller: CloseData): CloseData | undefined {
  const leads = leadsOf(smaller)
  return new Set(leads.map((lead) => lead.name)).size === leads.length ? smaller : undefined
}

function peopleOf(lead: CloseLead): readonly string[] {
  return (lead.contacts ?? []).map((contact) => contact.name ?? '')
}

function leadsOf(data: CloseData): readonly CloseLead[] {
  return data.leads ?? []
}

function listOfOne(lead: CloseLead): readonly CloseLead[] {
  return [lead]
}
