import { sampleCloseData } from '@sandpit/close'
import type { Measured } from './emulator-load.ts'

/** Sends a value as JSON, or a text that is JSON already. */
export async function post(
  served: Measured,
  path: string,
  json?: unknown,
): Promise<Record<string, string>> {
  const answer = await fetch(`${served.url}${path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${served.apiKey}`, 'content-type': 'application/json' },
    ...(json !== undefined && { body: typeof json === 'string' ? json : JSON.stringify(json) }),
  })
  if (!answer.ok) throw new Error(`${path} answered ${answer.status}`)
  return (await answer.json()) as Record<string, string>
}

export async function acquire(served: Measured): Promise<string> {
  return (await post(served, '/sandbox/close'))['sandbox_id'] ?? ''
}

export async function seed(served: Measured, sandboxId: string, data: unknown): Promise<void> {
  await post(served, `/sandbox/close/${sandboxId}/initialize`, data)
}

/** Leads like the sample's: each with contacts, opportunities and tasks. */
export function leads(count: number): { readonly leads: readonly unknown[] } {
  const samples = sampleCloseData.leads ?? []
  return {
    leads: Array.from({ length: count }, (_, index) => ({
      ...samples[index % samples.length],
      name: `Company ${index}`,
    })),
  }
}
