import { describe, expect, it } from 'vitest'

import type { Resource } from '../close/call/resource.ts'
import table from '../close/document/close-operations.json' with { type: 'json' }
import { readRoute, type RestRoute } from './rest-route.ts'

const documented = Object.entries(table).flatMap(([path, verbs]) =>
  Object.keys(verbs).map((method) => ({ method, path })),
)

describe("the operations of Close's document", () => {
  it('are emulated but for a few, which are refused by name', () => {
    const refused = documented.filter(({ method, path }) => !isServed(method, path))
    expect(documented.length - refused.length).toBeGreaterThanOrEqual(130)
    expect(refused.map(({ method, path }) => `${method} ${path}`)).toMatchInlineSnapshot(`
      [
        "POST /files/upload/",
        "GET /comment_thread/",
        "GET /comment_thread/{id}/",
        "POST /activity/meeting/{id}/integration/",
        "POST /report/activity/",
        "GET /report/activity/metrics/",
        "GET /report/custom/{org_id}/",
        "POST /report/funnel/opportunity/stages/",
        "POST /report/funnel/opportunity/totals/",
        "GET /report/sent_emails/{org_id}/",
        "GET /report/statuses/lead/{org_id}/",
        "GET /report/statuses/opportunity/{org_id}/",
        "POST /bulk_action/email/",
        "POST /bulk_action/sequence_subscription/",
        "POST /export/lead/",
        "POST /export/opportunity/",
        "POST /enrich_field/",
        "GET /email_template/{id}/render/",
        "POST /scheduling_link/integration/",
        "DELETE /scheduling_link/integration/{source_id}/",
        "POST /shared_scheduling_link_association/",
        "POST /shared_scheduling_link_association/unmap/",
        "GET /send_as/",
        "POST /send_as/",
        "DELETE /send_as/",
        "POST /send_as/bulk/",
        "GET /send_as/{id}/",
        "DELETE /send_as/{id}/",
        "POST /phone_number/request/internal/",
        "GET /blocked_phone_number/settings/",
        "PUT /blocked_phone_number/settings/",
        "GET /user/availability/",
        "PUT /organization/{id}/",
        "POST /membership/",
        "PUT /membership/",
        "PUT /membership/{id}/",
        "GET /membership/{id}/pinned_views/",
        "PUT /membership/{id}/pinned_views/",
      ]
    `)
  })
})

function isServed(method: string, path: string): boolean {
  const route = readRoute(method, path.slice(1).replaceAll(/\{\w+\}/g, 'x'))
  return route?.kind === 'action' || (route !== undefined && verbOf(route, method) !== undefined)
}

function verbOf(route: RestRoute, method: string): unknown {
  if (route.kind === 'action') return route.action
  const onCollection: Readonly<Record<string, keyof Resource>> = { GET: 'list', POST: 'create' }
  const onItem: Readonly<Record<string, keyof Resource>> = {
    GET: 'get',
    PUT: 'update',
    DELETE: 'delete',
  }
  const verb = (route.kind === 'collection' ? onCollection : onItem)[method]
  return verb === undefined ? undefined : route.resource[verb]
}
