import fc, { type Arbitrary } from 'fast-check'
import type { SystemData, SystemServer } from '../../data.ts'
import { systemShape } from '../document/systems.ts'
import { type Cast, castOf } from '../families/cast.ts'
import { type Count, draftOf } from './draft.ts'
import { refer } from './refer.ts'
import { settle } from './settle.ts'

/** What is asked of generated data. */
export interface AnyDataOptions {
  /** Who there is; any people and companies by default. */
  readonly cast?: Cast
  /**
   * How many parts the lists of the system have, and at most those within them: none to four by
   * default. With a least number, no list is left out. Parts of one name are there once, and what
   * would refer to nothing is left out, so there may be fewer.
   */
  readonly parts?: Count
}

/**
 * Realistic data of a system: people of a few companies, with their mail under the reserved domain
 * `.example`, days in 2025 and 2026, and references that lead to something. Ids that only the
 * service knows are left out.
 *
 * Shrinks to fewer parts, fewer fields and simpler texts; references hold on the way.
 *
 * @throws RangeError for a range of parts whose least is more than its most
 *
 * @example
 * ```ts
 * fc.assert(fc.property(anyData('hubspot'), ({ contacts }) => (contacts ?? []).length < 5))
 * ```
 */
export function anyData<const Server extends SystemServer>(
  server: Server,
  { cast, parts = { min: 0, max: 4 } }: AnyDataOptions = {},
): Arbitrary<SystemData<Server>> {
  if (parts.min > parts.max)
    throw new RangeError('The least number of parts is more than the most.')
  const casts = cast === undefined ? castOf(Math.max(1, parts.min)) : fc.constant(cast)
  return fc
    .tuple(casts, draftOf(systemShape(server), parts))
    .map(([people, draft]) => dataOf(server, draft, people))
}

/** A draft about a cast. */
export function dataOf<Server extends SystemServer>(
  server: Server,
  draft: unknown,
  cast: Cast,
): SystemData<Server> {
  return refer(server, settle(systemShape(server), draft, cast)) as SystemData<Server>
}
