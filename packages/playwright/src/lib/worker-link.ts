import type { WorkerInfo } from '@playwright/test'
import { connectLink, type Link } from '@sandpit/lease/link'
import { publishedBroker } from './broker-variable.ts'

/**
 * A worker's way to sandboxes, for as long as the worker lives: the run's broker where the config
 * has `sandpit()`, else a run of this process's own.
 */
export async function useWorkerLink(
  {}: object,
  use: (link: Link) => Promise<void>,
  worker: WorkerInfo,
): Promise<void> {
  const way = await openWorkerLink(worker)
  await use(way.link)
  await way.end()
}

async function openWorkerLink(worker: WorkerInfo): Promise<{ link: Link; end(): Promise<void> }> {
  const broker = publishedBroker()
  if (broker === undefined) return (await import('./worker-run.ts')).startWorkerRun(worker)
  const link = connectLink(broker, { place: String(worker.parallelIndex) })
  return {
    link,
    end: async () => {
      await link.letGo()
      await link.close()
    },
  }
}
