import { text } from 'node:stream/consumers'
import { setTimeout as sleep } from 'node:timers/promises'
import { reap } from './lib/recovery/reap.ts'
import { readOrders } from './lib/record/reaper.ts'

/** When to try again what could not be given back, each from the try before. */
const triesAfterMs = [0, 1000, 3000]

// The pipe ends when the run does.
const [orders, end] = readOrders(await text(process.stdin))
for (const afterMs of triesAfterMs) {
  await sleep(afterMs)
  const failures = await reap(orders, end)
  if (failures.length === 0) break
}
