import { text } from 'node:stream/consumers'
import { reap } from './lib/reap.ts'
import type { ReaperOrders } from './lib/reaper.ts'

// The pipe ends when the run does.
const orders = JSON.parse(await text(process.stdin)) as ReaperOrders
await reap(orders)
