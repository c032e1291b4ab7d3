import { createClient, type SandboxClient } from '@sandpit/client'
import { startEmulator } from '@sandpit/emulator'

/** A service that claims to keep the contract. */
export interface Subject {
  readonly name: string
  start(): Promise<RunningSubject>
}

export interface RunningSubject extends AsyncDisposable {
  readonly apiKey: string
  readonly baseUrl: string
}

const emulator: Subject = {
  name: 'the emulator',
  start: async () => {
    const running = await startEmulator()
    const dispose = (): Promise<void> => running.close()
    return { apiKey: running.apiKey, baseUrl: running.url, [Symbol.asyncDispose]: dispose }
  },
}

function hostedSubject(
  apiKey: string | undefined,
  baseUrl: string = 'https://api.klavis.ai',
): Subject[] {
  if (apiKey === undefined) return []
  const running = { apiKey, baseUrl, [Symbol.asyncDispose]: async () => {} }
  return [{ name: 'the hosted service', start: async () => running }]
}

/** The emulator, and the hosted service where there is a key for it. */
export const subjects: readonly Subject[] = [
  emulator,
  ...hostedSubject(process.env['KLAVIS_API_KEY'], process.env['KLAVIS_BASE_URL']),
]

/** A client of a running subject, with its key or another. */
export function clientOf(running: RunningSubject, apiKey: string = running.apiKey): SandboxClient {
  return createClient({ apiKey, baseUrl: running.baseUrl })
}
