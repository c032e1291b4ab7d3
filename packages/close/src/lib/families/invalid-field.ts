import { type Breakage, BREAKAGES } from './breakages.ts'
import {
  closeDataField,
  contactField,
  opportunityField,
  taskField,
} from '../fields/close-fields.ts'
import { CURSORS, type Draft, type Field, type Source } from '../fields/field.ts'
import { realisticFamily } from './realistic-family.ts'
import type { Scene } from '../fields/scene.ts'

/** Close data with one mistake in it, and what the service says to that. */
export interface InvalidCloseData {
  readonly data: unknown
  /** Where the mistake is in the request, such as `['body', 'leads', 0, 'name']`. */
  readonly loc: readonly (string | number)[]
  /** The type of the error that must come back, such as `string_type`. */
  readonly type: string
}

/** Realistic data that breaks the contract in one place; the smaller one holds little else. */
export const invalidField: Field<Draft> = {
  draw: (source, scene) => {
    const breakage = source.random.pick(BREAKAGES)
    const { data, loc } = broken(breakage, drawnParts(source, scene))
    return { data, loc, type: breakage.type, [CURSORS]: { breakage } }
  },
  smaller: function* bareInvalid(value) {
    const breakage = value[CURSORS]?.['breakage'] as Breakage | undefined
    if (breakage === undefined) return
    yield { value: { ...broken(breakage, BARE_PARTS), type: breakage.type }, cursor: undefined }
  },
  isOptional: false,
}

/** What a mistake is put into. */
interface Parts {
  readonly leads: readonly Draft[]
  /** A number from 0 up to, but not including, the limit. */
  readonly below: (limit: number) => number
  readonly part: (list: PartList) => Draft
}

type PartList = Exclude<NonNullable<Breakage['list']>, 'leads'>

const BARE_PARTS: Parts = {
  leads: [{ name: 'Acme' }],
  below: () => 0,
  part: (list) => {
    if (list === 'contacts') return { name: 'Ann Lee' }
    return list === 'tasks' ? { description: 'Follow up' } : { note: 'Renewal' }
  },
}

const fields: Readonly<Record<PartList, Field>> = {
  contacts: contactField(realisticFamily),
  opportunities: opportunityField(realisticFamily),
  tasks: taskField(realisticFamily),
}
const someLeads = closeDataField(realisticFamily, { leads: { min: 1, max: 4 } })

function drawnParts(source: Source, scene: Scene): Parts {
  const { leads } = someLeads.draw(source, scene) as { readonly leads: readonly Draft[] }
  return {
    leads,
    below: (limit) => source.random.below(limit),
    part: (list) => fields[list].draw(source, scene) as Draft,
  }
}

function broken(
  { list, path, value }: Breakage,
  parts: Parts,
): Pick<InvalidCloseData, 'data' | 'loc'> {
  if (list === undefined)
    return { data: changed({ leads: parts.leads }, path, value), loc: ['body', ...path] }
  const place = parts.below(parts.leads.length)
  const lead = parts.leads[place] ?? {}
  if (list === 'leads') {
    const leads = parts.leads.with(place, changed(lead, path, value) as Draft)
    return { data: { leads }, loc: ['body', 'leads', place, ...path] }
  }
  const others = (lead[list] ?? []) as readonly unknown[]
  const index = parts.below(others.length + 1)
  const part = changed(parts.part(list), path, value)
  const leads = parts.leads.with(place, { ...lead, [list]: others.toSpliced(index, 0, part) })
  return { data: { leads }, loc: ['body', 'leads', place, list, index, ...path] }
}

/** The part with another value at the end of the path, at most two steps down. */
function changed(part: Draft, path: Breakage['path'], value: unknown): unknown {
  const [key, index] = path
  if (key === undefined) return value
  if (index !== undefined) return { ...part, [key]: [value, ...((part[key] ?? []) as unknown[])] }
  const { [key]: _replaced, ...rest } = part
  return value === undefined ? rest : { ...rest, [key]: value }
}
