import { createHash } from 'node:crypto'

import type { Dictionary } from '../../validation/containers.ts'
import type { CloseCall } from '../call/close-call.ts'
import { CloseError } from '../call/close-error.ts'
import { pageOf } from '../call/page.ts'
import type { Resource } from '../call/resource.ts'

/** `/user/`: the people of the organization. */
export const users: Resource = {
  list: (call, parameters) => pageOf([userView(call)], parameters, (user) => user),
  get(call, id) {
    if (!call.store.isUser(id)) throw CloseError.notFound('User')
    return userView(call)
  },
}

/** `/me/`: the user whose credential is used, with the organization. */
export function me(call: CloseCall): Dictionary {
  const { organizationId, organizationName } = call.store.account
  return { ...userView(call), organizations: [{ id: organizationId, name: organizationName }] }
}

function userView(call: CloseCall): Dictionary {
  const { account } = call.store
  const { date_created: madeAt, ...user } = account.user
  const hash = createHash('md5').update(user.email).digest('hex')
  return {
    ...user,
    image: `https://www.gravatar.com/avatar/${hash}`,
    last_used_timezone: null,
    organizations: [account.organizationId],
    date_created: madeAt,
    date_updated: madeAt,
  }
}
