import type { BrokerAddress } from '@sandpit/lease/link'

/**
 * Tells the workers where their run's broker is. Playwright starts each of them with a copy of the
 * main process's environment. Holds the path of a socket and the token that opens it, no key.
 */
const name = 'SANDPIT_BROKER'

export function publishBroker({ path, token }: BrokerAddress): void {
  process.env[name] = JSON.stringify({ path, token })
}

export function withdrawBroker(): void {
  delete process.env[name]
}

/** The broker of this worker's run; none when the config has no `sandpit()`. */
export function publishedBroker(): BrokerAddress | undefined {
  const published = process.env[name]
  return published === undefined ? undefined : (JSON.parse(published) as BrokerAddress)
}
