import type { WorkerInfo } from '@playwright/test'
import { connectLink, type Link, type WorkerWish } from '@sandpit/lease/link'
import { publishedBroker } from './broker-variable.ts'
import type { SandboxOptions } from './link-fixtures.ts'
import { parseWish } from './parse-wish.ts'

/**
 * A worker's way to sandboxes, for as long as the worker lives: the run's broker where the config
 * has `sandpit()`, else a run of this process's own.
 */
export async function useWorkerLink(
  { sandboxes }: SandboxOptions,
  use: (link: Link) => Promise<void>,
  worker: WorkerInfo,
): Promise<void> {
  const wish = parseWish(sandboxes, worker.project.name)
  const way = await openWorkerLink(worker, wish)
  await use(way.link)
  await way.end()
}

async function openWorkerLink(
  worker: WorkerInfo,
  wish: WorkerWish,
): Promise<{ link: Link; end(): Promise<void> }> {
  const broker = publishedBroker()
  if (broker === undefined) return (await import('./worker-run.ts')).startWorkerRun(worker, wish)
  const link = connectLink(broker, { place: String(worker.parallelIndex), wish })
  return {
    link,
    end: async () => {
      await link.letGo()
      await link.close()
    },
  }
}
