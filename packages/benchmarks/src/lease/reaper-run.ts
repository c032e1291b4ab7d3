import { createClient } from '@sandpit/client'
import { startRun } from '@sandpit/lease'

// A run that takes its sandboxes, says so, and keeps them until it is killed.
const { workers, apiKey, baseUrl } = JSON.parse(process.env['RUN'] ?? '{}') as {
  workers: number
  apiKey: string
  baseUrl: string
}
const credentials = { apiKey, baseUrl }
const run = await startRun({
  workers,
  credentials,
  service: async () => ({ client: createClient(credentials), services: [] }),
})
await Promise.all(Array.from({ length: workers }, () => run.link().hold('close')))
process.send?.('holds')
