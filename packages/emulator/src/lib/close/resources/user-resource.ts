import { createHash } from 'node:crypto'

import type { Dictionary } from '../../validation/containers.ts'
import type { CloseCall } from '../call/close-call.ts'
import { CloseError } from '../call/close-error.ts'
import { pageOf } from '../call/page.ts'
import { filterOf, type Listing } from '../lists/filters.ts'
import { orderOf, type Orders } from '../lists/order.ts'
import type { Resource } from '../call/resource.ts'

const USER_LIST: Listing<Dictionary> = { path: '/user/', fields: {}, own: ['_order_by'] }
/** There is one user, whatever the order. */
const USER_ORDERS: Orders<Dictionary> = {
  'last_name,first_name': () => null,
  'first_name,last_name': () => null,
}

/** `/user/`: the people of the organization. */
export const users: Resource = {
  listing: USER_LIST,
  list(call, parameters) {
    const found = [userView(call)].filter(filterOf(call, USER_LIST, parameters))
    orderOf(USER_ORDERS, parameters['_order_by'])
    return pageOf(found, parameters, (user) => user)
  },
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
