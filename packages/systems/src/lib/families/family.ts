import type { Arbitrary } from 'fast-check'
import { pick } from './pick.ts'
import { type Topic, textsAbout } from './texts.ts'

/** A value of the family; `absent` for what only the service knows, such as its own ids. */
export type Family = Arbitrary<unknown> | 'absent'

/** Families by `Type.field`, or by field for all types that are not named. */
export type Families = Readonly<Record<string, Family>>

/** Words between spaces, or texts between bars with something behind each. */
export function words(list: string, behind?: string): Arbitrary<string> {
  return pick(behind === undefined ? list.split(' ') : list.split('|').map((text) => text + behind))
}

/** Texts about a topic, in the shape that they have there. */
export function about(
  topic: Topic,
  shaped: (text: string) => string = (text) => text,
): Arbitrary<string> {
  return pick(textsAbout(topic).map(shaped))
}
