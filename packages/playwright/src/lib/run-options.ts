import type { AnySandboxService, RunOptions, Service, ServiceChoice } from '@sandpit/lease'
import type { SandpitOptions } from './sandpit-config.ts'

/** What a run on the chosen service needs, in the main process as in a worker of its own. */
export function runOptions(
  choice: ServiceChoice,
  workers: number,
  {
    waitMs,
    benchmark,
    testAccountEmail,
    services = [],
    spares = 0,
    ceiling,
    verify,
  }: SandpitOptions = {},
): RunOptions {
  return {
    workers,
    spares,
    service: (most) => openServices(choice, most, services),
    ...(ceiling !== undefined && { ceiling }),
    ...(verify !== undefined && { verify }),
    wish: {
      ...(benchmark !== undefined && { benchmark }),
      ...(testAccountEmail !== undefined && { testAccountEmail }),
    },
    ...(choice.name === 'hosted' && { credentials: choice.credentials }),
    ...(waitMs !== undefined && { waitMs }),
  }
}

/** Opens the chosen service. Nothing of it is loaded before the first test asks. */
async function openServices(
  choice: ServiceChoice,
  poolSize: number,
  others: readonly AnySandboxService[],
): Promise<Service> {
  const [{ openService }, { closeService }] = await Promise.all([
    import('@sandpit/lease/service'),
    import('@sandpit/close/schema'),
  ])
  return openService(choice, {
    services: [closeService, ...others],
    startEmulator: async () => {
      const { startEmulator } = await import('@sandpit/emulator')
      return startEmulator({ pools: { close: poolSize } })
    },
  })
}
