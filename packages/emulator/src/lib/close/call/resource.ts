import type { Dictionary } from '../../validation/containers.ts'
import type { CloseCall } from './close-call.ts'
import type { ListParameters, Page } from './page.ts'

/** What a list can be narrowed by, whatever its rows are. */
export interface ListFacts {
  /** Its path in Close's document. */
  readonly path: string
  /** By name, without `__in`, `__lt` and so on. */
  readonly fields: Readonly<Record<string, unknown>>
  /** Parameters that it reads itself, such as `query`. */
  readonly own?: readonly string[]
  /** Parameters that are not in Close's document. */
  readonly undocumented?: readonly string[]
}

/**
 * What can be done with one kind of thing in Close.
 *
 * The MCP server's tools and the REST API both call resources, and nothing else changes the
 * store once it is seeded. Each call does all of its work or throws a `CloseError` and has done none.
 */
export interface Resource {
  /** What its list takes. */
  readonly listing?: ListFacts
  readonly list?: (call: CloseCall, parameters: ListParameters) => Page
  readonly create?: (call: CloseCall, body: Dictionary) => Dictionary
  readonly get?: (call: CloseCall, id: string) => Dictionary
  readonly update?: (call: CloseCall, id: string, body: Dictionary) => Dictionary
  readonly delete?: (call: CloseCall, id: string) => void
  /** Statuses of success where they are not 200. */
  readonly created?: number
  readonly deleted?: number
  /** Sends a draft; emails and SMS have it. */
  readonly send?: (call: CloseCall, id: string) => Dictionary
}
