// What an example may use without saying where it comes from, besides the exports of its own file.
import type * as sandpitClient from '@sandpit/client'
import type * as sandpitClose from '@sandpit/close'
import type { CloseSandbox } from '@sandpit/close/sandbox'
import type { Emulator } from '@sandpit/emulator'
import type { CloseExpect } from '@sandpit/vitest/close'
import type * as fastCheck from 'fast-check'

declare global {
  const client: sandpitClient.SandboxClient
  const close: CloseSandbox
  const emulator: Emulator
  const expect: CloseExpect
  const fc: typeof fastCheck
  const usd: typeof sandpitClose.usd
  const createClient: typeof sandpitClient.createClient
  const fetchTransport: typeof sandpitClient.fetchTransport
  /** Whatever is tested: it gets the address of a sandbox and works there. */
  function runMyAgent(...mcpUrls: readonly string[]): Promise<void>
  /** Whatever else is tested: it sends a seed, and answers with what the service said. */
  function initialize(seed: unknown): Promise<{ readonly detail: unknown }>
}
