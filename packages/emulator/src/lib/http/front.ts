import type { RequestListener } from 'node:http'

import { type Answer, responseOf, sendAnswer } from './answer.ts'
import { type Exchange, FetchExchange, NodeExchange } from './exchange.ts'
import type { Guard } from './guard.ts'

/** Where requests come in, over a socket or through `fetch`. */
export interface Front {
  readonly listener: RequestListener
  readonly fetch: (request: Request) => Promise<Response>
}

/** Lets requests pass the guard on to what answers them; that promise is never rejected. */
export function createFront(guard: Guard, answer: (exchange: Exchange) => Promise<Answer>): Front {
  const admit = (exchange: Exchange): Promise<Answer> => {
    const refused = guard(exchange.host, exchange.header('origin'))
    return refused === undefined ? answer(exchange) : Promise.resolve(refused)
  }
  return {
    async fetch(request) {
      const answered = responseOf(await admit(new FetchExchange(request)))
      return request.method === 'HEAD' ? new Response(null, answered) : answered
    },
    listener(incoming, outgoing) {
      void admit(new NodeExchange(incoming))
        .then((ready) => sendAnswer(ready, incoming, outgoing))
        // Such as a header that cannot be sent.
        .catch(() => outgoing.destroy())
    },
  }
}
