import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import { clientChannelName, type ClientEvent } from '@sandpit/client'

/** How an operation went the last time it was called, and how often in a row it went that way. */
export interface LastAnswer {
  readonly code: ClientEvent['code']
  readonly status: number | undefined
  readonly times: number
}

/** Remembers what the service last answered to each operation on each system. */
export class AnswerHistory {
  readonly #answers = new Map<string, LastAnswer>()

  constructor() {
    subscribe(clientChannelName, this.#hear)
  }

  /** Undefined for what was never called. */
  of(server: string, operation: ClientEvent['operation']): LastAnswer | undefined {
    return this.#answers.get(`${operation} ${server}`)
  }

  close(): void {
    unsubscribe(clientChannelName, this.#hear)
  }

  readonly #hear = (message: unknown): void => {
    const { operation, server, code, status } = message as ClientEvent
    const key = `${operation} ${server}`
    const before = this.#answers.get(key)
    const times = before !== undefined && before.code === code ? before.times + 1 : 1
    this.#answers.set(key, { code, status, times })
  }
}
