import fc, { type Arbitrary } from 'fast-check'
import type { SystemData, SystemServer } from '../../data.ts'
import { systemShape } from '../document/systems.ts'
import { type Cast, castOf } from '../families/cast.ts'
import { dataOf } from './any-data.ts'
import { draftOf } from './draft.ts'

/** Servers by the names that a test gives them. */
export type SystemsByName = Readonly<Record<string, SystemServer>>

/** Who there is, and data about them for each system. */
export interface CastOf<Systems extends SystemsByName> extends Cast {
  readonly seeds: { readonly [Name in keyof Systems]: SystemData<Systems[Name]> }
}

/**
 * People and companies that several systems share, and data about them for each: who writes the mail
 * is in the CRM and comes to the meeting.
 *
 * Shrinks all together, so that a person stays the same in every system.
 *
 * @example
 * ```ts
 * fc.property(anyCast({ mail: 'gmail', calendar: 'google_calendar' }), ({ people, seeds }) => {
 *   const known = people.map(({ email }) => email)
 *   return (seeds.mail.messages ?? []).every(({ to }) => known.includes(to))
 * })
 * ```
 */
export function anyCast<const Systems extends SystemsByName>(
  systems: Systems,
): Arbitrary<CastOf<Systems>>
/** People and companies alone, to give to `anyData`, or to make other data from. */
export function anyCast(): Arbitrary<Cast>
export function anyCast(systems: SystemsByName = {}): Arbitrary<CastOf<SystemsByName>> {
  const drafts = Object.entries(systems).map(([name, server]) =>
    draftOf(systemShape(server), { min: 0, max: 4 }).map((draft) => ({ name, server, draft })),
  )
  return fc.tuple(castOf(1), fc.tuple(...drafts)).map(([cast, all]) => {
    const seeds = all.map(({ name, server, draft }) => [name, dataOf(server, draft, cast)])
    return { ...cast, seeds: Object.fromEntries(seeds) as CastOf<SystemsByName>['seeds'] }
  })
}
