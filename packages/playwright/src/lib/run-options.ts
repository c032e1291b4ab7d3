import {
  type AnySandboxService,
  chooseService,
  type RunOptions,
  type RunService,
  type Service,
  type ServiceChoice,
} from '@sandpit/lease'
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
  const own = runService(choice, services)
  return {
    ...own,
    serviceNamed: (name) =>
      name === choice.name ? own : runService(chooseService(process.env, name), services),
    workers,
    spares,
    ...(ceiling !== undefined && { ceiling }),
    ...(verify !== undefined && { verify }),
    kind: {
      ...(benchmark !== undefined && { benchmark }),
      ...(testAccountEmail !== undefined && { testAccountEmail }),
    },
    ...(waitMs !== undefined && { waitMs }),
  }
}

function runService(choice: ServiceChoice, described: readonly AnySandboxService[]): RunService {
  return {
    service: (most) => openServices(choice, most, described),
    ...(choice.name === 'hosted' && { credentials: choice.credentials }),
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
