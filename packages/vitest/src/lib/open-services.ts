import type { AnySandboxService, Service, ServiceChoice } from '@sandpit/lease'

/** Opens the chosen service for Close and what else is described. Nothing of it is loaded before the first test asks. */
export async function openServices(
  choice: ServiceChoice,
  poolSize: number,
  others: readonly AnySandboxService[] = [],
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
