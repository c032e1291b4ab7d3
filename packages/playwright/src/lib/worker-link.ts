import type { WorkerInfo } from '@playwright/test'
import { connectLink, type Link, type SandboxKind } from '@sandpit/lease/link'
import { publishedBroker } from './broker-variable.ts'
import type { SandboxOptions } from './project-kind.ts'
import { kindOf } from './project-kind.ts'

/**
 * A worker's way to sandboxes, for as long as the worker lives: the run's broker where the config
 * has `sandpit()`, else a run of this process's own.
 */
export async function useWorkerLink(
  { sandboxes }: SandboxOptions,
  use: (link: Link) => Promise<void>,
  worker: WorkerInfo,
): Promise<void> {
  const kind = kindOf(worker.project.name, sandboxes)
  const way = await openWorkerLink(worker, kind)
  await use(way.link)
  await way.end()
}

async function openWorkerLink(
  worker: WorkerInfo,
  kind: SandboxKind,
): Promise<{ link: Link; end(): Promise<void> }> {
  const broker = publishedBroker()
  if (broker === undefined) return (await import('./worker-run.ts')).startWorkerRun(kind)
  const link = connectLink(broker, { parallelIndex: String(worker.parallelIndex), kind })
  return {
    link,
    end: async () => {
      await link.letGo()
      await link.close()
    },
  }
}
