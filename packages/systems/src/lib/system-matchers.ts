import type { SystemData, SystemServer } from '../data.ts'
import type { Expected } from './compare/expected.ts'

/** How deep lists are looked for in types: as deep as any system nests them. */
type Deeper = [never, 0, 1, 2, 3]

/** The lists of data as pairs of name and part, also those within parts. */
type Lists<Data, Depth extends number> = [Depth] extends [never]
  ? never
  : Data extends object
    ? {
        [Name in keyof Data]-?: NonNullable<Data[Name]> extends readonly (infer Part)[]
          ? readonly [Name, Part] | Lists<Part, Deeper[Depth]>
          : Lists<NonNullable<Data[Name]>, Deeper[Depth]>
      }[keyof Data]
    : never

/** The names of a system's lists, wherever they are: `projects` and `issues` of jira. */
export type ListName<Server extends SystemServer> =
  Lists<SystemData<Server>, 4> extends infer Pair
    ? Pair extends readonly [infer Name extends string, unknown]
      ? Name
      : never
    : never

/** What a part of the lists of one name is. */
export type ListPart<Server extends SystemServer, Name> = Extract<
  Lists<SystemData<Server>, 4>,
  readonly [Name, unknown]
>[1]

/** What `expect` of a sandbox can be asked of the data in it. Each looks again until it is so. */
export interface SystemMatchers<Server extends SystemServer, Waiting, Result = Promise<void>> {
  /** The sandbox has everything that the expectation mentions; there may be more. */
  toMatchData(expected: Expected<SystemData<Server>>, waiting?: Waiting): Result
  /** A list of this name, wherever it is in the data, has such a part. */
  toHave<const Name extends ListName<Server>>(
    list: Name,
    part: Expected<ListPart<Server, Name>>,
    waiting?: Waiting,
  ): Result
  /** The sandbox holds its seed and nothing else. */
  toBeUnchanged(waiting?: Waiting): Result
}
