import type { Service, ServiceChoice } from '@sandpit/lease'

/** Opens the chosen service for Close. Nothing of it is loaded before the first test asks. */
export async function openClose(choice: ServiceChoice, ceiling: number): Promise<Service> {
  const [{ openService }, { closeService }] = await Promise.all([
    import('@sandpit/lease/service'),
    import('@sandpit/close/schema'),
  ])
  return openService(choice, {
    services: [closeService],
    startEmulator: async () => {
      const { startEmulator } = await import('@sandpit/emulator')
      return startEmulator({ pools: { close: ceiling } })
    },
  })
}
