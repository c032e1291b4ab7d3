import type { Field, Fields, ListRange, Source } from './field.ts'
import type { Reducer } from './reducer.ts'
import type { CloseData, CloseLead } from '../data/close-data.ts'

/** How all the parts of close data are made: a family of fields that go together. */
export interface FieldFamily {
  readonly lead: Readonly<Record<'name' | 'status', Field>>
  readonly contact: Readonly<Record<'name', Field>>
  readonly email: Fields & Readonly<Record<'email' | 'type' | 'is_unsubscribed', Field>>
  readonly phone: Fields & Readonly<Record<'phone' | 'type', Field>>
  readonly opportunity: Readonly<Record<'note' | 'value' | 'confidence' | 'period', Field>>
  readonly task: Readonly<Record<'description' | 'date' | 'completed' | 'assignee_id', Field>>
  /** How many there are of each where nothing else is asked. */
  readonly ranges: Readonly<Record<ListName, ListRange>>
  /** Makes of the plain way to a smaller lead one that keeps what belongs together. */
  readonly reduceLead: (reducer: Reducer<CloseLead>, free: FreeNames) => Reducer<CloseLead>
  /** The same for the data as a whole. */
  readonly reduceData: (reducer: Reducer<CloseData>, free: FreeNames) => Reducer<CloseData>
  /** How short a list is at least when it is there at all. */
  readonly shortestList: 0 | 1
  /** Makes of a list one as the family has it: none rather than an empty one, say. */
  readonly drawList: (list: readonly unknown[], source: Source) => unknown
}

/** The lists there are, by key. */
export type ListName = 'leads' | 'contacts' | 'emails' | 'phones' | 'opportunities' | 'tasks'

/** Which names the family may choose, since no arbitrary of the user does. */
export interface FreeNames {
  readonly leads: boolean
  readonly people: boolean
}
