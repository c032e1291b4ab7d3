import type { RunOptions, Service, ServiceChoice } from '@sandpit/lease'

/** What a run on the chosen service needs, in the main process as in a worker of its own. */
export function runOptions(choice: ServiceChoice, ceiling: number): RunOptions {
  return {
    ceiling,
    service: () => openClose(choice, ceiling),
    ...(choice.name === 'hosted' && { credentials: choice.credentials }),
  }
}

/** Opens the chosen service for Close. Nothing of it is loaded before the first test asks. */
async function openClose(choice: ServiceChoice, ceiling: number): Promise<Service> {
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
