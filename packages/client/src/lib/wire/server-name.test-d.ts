import type { LocalSandboxes } from '../local/local-sandboxes.ts'
import type { SandboxClient } from '../client/sandbox-client.ts'
import { unlistedServer } from './server-name.ts'

// Compiled with the rest: what must not compile is marked, and fails the build if it does.
export function namesOfServers(
  client: SandboxClient,
  local: LocalSandboxes,
  fromAfar: string,
): void {
  void client.acquire('close')
  void client.acquire('Cal.com')
  void client.acquire(fromAfar)
  void client.acquire(unlistedServer('brand_new'))
  // @ts-expect-error: a typo of close
  void client.acquire('clsoe')
  // @ts-expect-error: a local server has no sandbox of its own
  void client.release('filesystem', 'id')

  void local.acquire('ALL')
  void local.acquire(['filesystem', 'git', unlistedServer('brand_new')])
  // @ts-expect-error: a typo of filesystem
  void local.acquire(['filesytem'])
}
