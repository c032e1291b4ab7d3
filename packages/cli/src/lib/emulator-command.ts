import { type Command, InvalidArgumentError } from 'commander'

import { parseNameNumberList } from './name-number-list.ts'
import type { EmulatorFlags } from './serve-emulator.ts'

const OPERATIONS = ['acquire', 'get', 'list', 'release', 'reset', 'initialize', 'dump']

/** `sandpit emulator`: serves the sandbox API on this machine until it is stopped. */
export function addEmulatorCommand(program: Command): void {
  program
    .command('emulator')
    .description('serve the sandbox API on this machine, with nothing behind it but memory')
    .option('--port <port>', 'port to listen on; 0 takes any free one', parsePort, 4010)
    .option(
      '--host <address>',
      'address to listen on; the default is this machine only',
      '127.0.0.1',
    )
    .option(
      '--api-key <key>',
      'key that calls must carry; a random one is made and printed otherwise',
    )
    .option('--pool <sizes>', 'sandboxes per server, such as close=16,jira=2', parseNameNumberList)
    .option(
      '--latency <times>',
      'milliseconds per operation, such as acquire=1000,reset=300',
      parseLatency,
    )
    .action(async (flags: EmulatorFlags) => {
      const { serveEmulator } = await import('./serve-emulator.ts')
      await serveEmulator(flags)
    })
}

function parsePort(text: string): number {
  const port = Number(text)
  if (/^\d+$/.test(text) && port <= 65_535) return port
  throw new InvalidArgumentError('Use a whole number from 0 to 65535.')
}

function parseLatency(text: string, before?: Record<string, number>): Record<string, number> {
  const latency = parseNameNumberList(text, before)
  const unknown = Object.keys(latency).find((name) => !OPERATIONS.includes(name))
  if (unknown === undefined) return latency
  throw new InvalidArgumentError(
    `There is no operation '${unknown}'. There are: ${OPERATIONS.join(', ')}.`,
  )
}
