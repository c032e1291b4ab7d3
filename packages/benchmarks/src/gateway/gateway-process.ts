// A gateway in a process of its own, which says how much memory it needs at the most.
import { startGateway } from '@sandpit/gateway'

/** What the process says to its parent. */
export type GatewayNews = { readonly mcpUrl: string } | { readonly peakMiB: number }

const [, , upstream = ''] = process.argv
const gateway = await startGateway()
const { mcpUrls } = gateway.open({ mcp: { close: upstream } })

const send = (news: GatewayNews): void => void process.send?.(news)
const rss = (): number => process.memoryUsage.rss() / 1024 / 1024
let peakMiB = rss()
setInterval(() => (peakMiB = Math.max(peakMiB, rss())), 10).unref()

process.on('message', () => {
  send({ peakMiB })
  peakMiB = rss()
})
process.on('disconnect', () => process.exit())
send({ mcpUrl: mcpUrls['close'] ?? '' })
