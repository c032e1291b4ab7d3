import { type BrokerAddress, connectLink, type Link } from '@sandpit/lease/link'
import { inject } from 'vitest'

/** One process's way to a broker, open while anything in the process uses it. */
class WorkerLink {
  #users = 0
  #way: Promise<Way> | undefined

  async open(): Promise<Link> {
    this.#users++
    this.#way ??= findWay()
    return (await this.#way).link
  }

  async close(): Promise<void> {
    this.#users--
    if (this.#users > 0) return
    const way = this.#way
    this.#way = undefined
    await (await way)?.end()
  }
}

interface Way {
  readonly link: Link
  end(): Promise<void>
}

/** Whether the plugin is in the config, and so a broker in the main process. */
export function hasPlugin(): boolean {
  return published() !== undefined
}

/** How long the config wants matchers to look, in milliseconds. */
export function matcherTimeoutMs(): number | undefined {
  return published()?.matcherTimeoutMs
}

function published(): (BrokerAddress & { readonly matcherTimeoutMs?: number }) | undefined {
  return inject('sandpit') as ReturnType<typeof published>
}

/** The run's broker where the plugin started one, else a run of this file's own. */
async function findWay(): Promise<Way> {
  const address = published()
  if (address === undefined) return (await import('./file-run.ts')).startFileRun()
  const link = connectLink(address, { parallelIndex: process.env['VITEST_POOL_ID'] })
  return {
    link,
    end: async () => {
      await link.letGo()
      await link.close()
    },
  }
}

/**
 * A derived `test.extend()` makes its own instance of every fixture, and Vitest has no scope for
 * one thing a process; this is the one.
 */
export const workerLink: WorkerLink = new WorkerLink()
