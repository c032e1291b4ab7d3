import { sampleCloseData } from '@sandpit/close'
import { type BrokerAddress, connectLink } from '@sandpit/lease/link'
import { Agent, request } from 'undici'
import { timeInTurns } from '../measurement.ts'

export type RoundTrips = Awaited<ReturnType<typeof timeInTurns>>

const { address, url, apiKey } = JSON.parse(process.env['WORKER'] ?? '{}') as {
  address: BrokerAddress
  url: string
  apiKey: string
}
const dispatcher = new Agent()
const headers = { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' }
const body = JSON.stringify(sampleCloseData)

async function post(path: string, text?: string): Promise<{ sandbox_id: string }> {
  const answer = await request(`${url}/sandbox/${path}`, {
    method: 'POST',
    dispatcher,
    headers,
    ...(text !== undefined && { body: text }),
  })
  return (await answer.body.json()) as { sandbox_id: string }
}

const link = connectLink(address)
const { sandbox_id: id } = await post('close')

const trips = await timeInTurns(
  Number(process.env['SANDPIT_BENCH_ROUNDS'] ?? 1000),
  async () => {
    const { leaseId } = await link.begin({ server: 'close', seed: sampleCloseData })
    link.end(leaseId, 'returned')
  },
  async () => {
    await post(`close/${id}/reset`)
    await post(`close/${id}/initialize`, body)
  },
)
process.send?.(trips)
