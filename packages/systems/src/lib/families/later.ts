import fc, { type Arbitrary } from 'fast-check'
import type { Cast, Company, Person } from './cast.ts'

/** Where a value stands, for what depends on that. */
export interface Scene {
  readonly cast: Cast
  /** Whom the object is about. */
  readonly person: Person
  readonly company: Company
  /** A number of the object's own. */
  readonly number: number
}

/** A value that is only known once it is known who there is. */
export class Later {
  readonly make: (scene: Scene) => unknown

  constructor(make: (scene: Scene) => unknown) {
    this.make = make
  }
}

/** Objects by a key that is only known once it is known who there is: a mailbox by its address. */
export class Members {
  readonly members: readonly (readonly [number, unknown])[]

  constructor(members: readonly (readonly [number, unknown])[]) {
    this.members = members
  }
}

/** Where a draft of an object has its own number, by which it is about one person and company. */
export const NUMBER: unique symbol = Symbol('number')

export const number: Arbitrary<number> = fc.nat({ max: 999 })

/** A value of the person or company that the object is about. */
export function own(make: (scene: Scene) => unknown): Arbitrary<unknown> {
  return fc.constant(new Later(make))
}

/** A value of any person; each draw is of another. */
export function other(make: (scene: Scene) => unknown): Arbitrary<unknown> {
  return number.map((pick) => new Later(({ cast }) => make(sceneOf(cast, pick))))
}

/** The scene of an object with a number. */
export function sceneOf(cast: Cast, pick: number): Scene {
  const person = cast.people[pick % cast.people.length]
  const company = cast.companies[pick % cast.companies.length]
  if (person === undefined || company === undefined) throw new RangeError('A cast of nobody.')
  return { cast, person, company, number: pick }
}
