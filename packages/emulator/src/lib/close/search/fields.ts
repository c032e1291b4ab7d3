import type { Dictionary } from '../../validation/containers.ts'
import type { CloseStore } from '../store/close-store.ts'
import { type CustomFieldOwner, customFieldsOf, customValues } from '../store/custom-fields.ts'
import type { Audit } from '../store/records.ts'
import { userName } from '../views/audit-view.ts'
import { type Kind, moment, type Value, word } from './kinds.ts'
import type { CustomValues, Field } from './search.ts'

/** Names with spaces between them, how they compare, and the values they stand for. */
export type FieldRow<Subject> = readonly [
  names: string,
  kind: Kind,
  of: (subject: Subject) => readonly Value[],
  some?: Field<Subject>['some'],
]

export function fieldsOf<Subject>(
  rows: readonly FieldRow<Subject>[],
): ReadonlyMap<string, Field<Subject>> {
  return new Map(
    rows.flatMap(([names, kind, of, some = (subject, test) => of(subject).some(test)]) =>
      names.split(' ').map((name) => [name, { kind, of, some }]),
    ),
  )
}

/** The same fields of things that belong to another, under names of their own. */
export function fieldsWithin<Subject, Inner>(
  rowsOf: (subject: Subject) => readonly Inner[],
  rows: readonly FieldRow<Inner>[],
): readonly FieldRow<Subject>[] {
  return rows.map(([names, kind, of]) => [
    names,
    kind,
    (subject) => rowsOf(subject).flatMap(of),
    (subject, test) => rowsOf(subject).some((inner) => of(inner).some(test)),
  ])
}

/** The custom fields that the things of a kind can have. */
export function customIn<Subject>(
  store: CloseStore,
  owner: CustomFieldOwner,
  held: (subject: Subject) => Dictionary,
): CustomValues<Subject> {
  return {
    names: () =>
      new Set(
        customFieldsOf(store, owner).flatMap(({ id, values }) =>
          [id, String(values['name'])].map((name) => name.toLowerCase()),
        ),
      ),
    of: (subject) => customValues(store, owner, held(subject)),
  }
}

/** Who made and last changed a record, and when. */
export function auditRows<Subject extends Audit>(store: CloseStore): readonly FieldRow<Subject>[] {
  return [
    ['created date_created', moment, (one) => [one.date_created]],
    ['updated date_updated', moment, (one) => [one.date_updated]],
    ['created_by', word, (one) => [one.created_by, userName(store, one.created_by)]],
    ['updated_by', word, (one) => [one.updated_by, userName(store, one.updated_by)]],
  ]
}
