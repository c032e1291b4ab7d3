import { expect, test } from 'vitest'
import { FakeSource } from '../slots/fake-source.testing.ts'
import { Broker } from './broker.ts'
import { FakeAddresses } from './fake-addresses.testing.ts'

class FirstFails extends FakeAddresses {
  #opened = 0

  override open(...args: Parameters<FakeAddresses['open']>): ReturnType<FakeAddresses['open']> {
    if (this.#opened++ === 0) throw new Error('no address')
    return super.open(...args)
  }
}

test('a sandbox whose address cannot be opened goes back, and the next test gets another', async () => {
  const source = new FakeSource(async () => {})
  const addresses = new FirstFails(
    source,
    async () => {},
    () => false,
  )
  const broker = new Broker({ source, addresses, workers: 1 })
  const link = broker.link()
  await expect(link.begin({ server: 'close' })).rejects.toThrow('no address')
  const { leaseId } = await link.begin({ server: 'close' })
  link.end(leaseId, 'returned')
  expect((await broker.drain()).failures).toEqual([])
  expect(source.acquires).toBe(2)
  expect(source.occupied.size).toBe(0)
})
