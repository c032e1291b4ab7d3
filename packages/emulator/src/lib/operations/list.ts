import { isDeepStrictEqual } from 'node:util'

import { ApiError } from '../http/api-error.ts'
import type { Sandbox } from '../sandbox/sandbox.ts'
import { shownTags } from '../sandbox/shown-tags.ts'
import { nullable } from '../validation/check.ts'
import { type Dictionary, model, optional, required } from '../validation/containers.ts'
import { string } from '../validation/scalars.ts'
import { depthProblem } from '../json/json-depth.ts'
import { pacificTimestamp } from '../world/timestamps.ts'
import { defineOperation, type Operation } from './operation.ts'

/** `tags` is the reference's filter; `tag` and `server_name` are in the newer public document only. */
interface ListFilter {
  readonly tags: string | null
  readonly tag: string | null
  readonly server_name: string | null
}

interface ListInput {
  readonly query: ListFilter
}

/** `GET /sandbox`: the sandboxes that the key holds. */
export const list: Operation = defineOperation<ListInput>({
  name: 'list',
  method: 'GET',
  path: '/sandbox',
  input: model<ListInput>({
    query: required(
      model<ListFilter>({
        tags: optional(nullable(string), null),
        tag: optional(nullable(string), null),
        server_name: optional(nullable(string), null),
      }),
    ),
  }),
  work({ query }, { registry }) {
    const passes = sandboxFilter(query)
    const sandboxes = registry.allHeld().filter(passes).map(listItem)
    return { sandboxes, total_count: sandboxes.length }
  },
})

function sandboxFilter(filter: ListFilter): (sandbox: Sandbox) => boolean {
  const wanted = filter.tags === null ? [] : Object.entries(parseTags(filter.tags))
  const server = filter.server_name?.toLowerCase()
  return (sandbox) => {
    const tags = sandbox.lease?.terms.tags ?? {}
    return (
      wanted.every(([name, value]) => isDeepStrictEqual(tags[name], value)) &&
      (filter.tag === null || sandbox.lease?.terms.tag === filter.tag) &&
      (server === undefined || sandbox.server.toLowerCase() === server)
    )
  }
}

/** What the service answers to a filter that is not a JSON object is not recorded; inferred. */
function parseTags(text: string): Dictionary {
  try {
    const tags: unknown = depthProblem(text) === undefined && JSON.parse(text)
    if (typeof tags === 'object' && tags !== null && !Array.isArray(tags)) return tags as Dictionary
  } catch {
    // Falls through to the refusal: the text is not JSON at all.
  }
  throw new ApiError(400, 'Invalid tags: expected a JSON object string')
}

function listItem(sandbox: Sandbox): object {
  return {
    sandbox_id: sandbox.id,
    server_name: sandbox.server,
    status: sandbox.status,
    benchmark: sandbox.lease?.terms.benchmark ?? null,
    tags: shownTags(sandbox.lease),
    updated_at: pacificTimestamp(sandbox.updatedAt),
  }
}
