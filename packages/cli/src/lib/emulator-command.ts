import { type Command, InvalidArgumentError } from 'commander'

import { parseFaultFlag } from './emulator/fault-flag.ts'
import { parseLatencyFlag } from './emulator/latency-flag.ts'
import { parseLocalServerFlag } from './emulator/local-server-flag.ts'
import { parsePoolFlag } from './emulator/pool-flag.ts'
import type { EmulatorFlags } from './emulator/serve-emulator.ts'

/** `sandpit emulator`: serves the sandbox API on this machine until it is stopped. */
export function addEmulatorCommand(program: Command): void {
  program
    .command('emulator')
    .description('serve the sandbox API on this machine, with nothing behind it but memory')
    .option('--port <port>', 'port to listen on; 0 takes any free one', parsePort, 4010)
    .option('--host <address>', 'address to listen on', '127.0.0.1')
    .option('--allow-host <names...>', 'further names that it may be reached by')
    .option('--api-key <key>', 'key that calls must carry; otherwise one is made up and printed')
    .option('--pool <sizes>', 'sandboxes per server, such as close=16,jira=2', parsePoolFlag)
    .option(
      '--latency <times>',
      'milliseconds per operation, such as acquire=1000,reset=200..400',
      parseLatencyFlag,
    )
    .option(
      '--fault <fault>',
      'something that goes wrong, such as acquire=error:503@0.1 or release=lose; repeatable',
      parseFaultFlag,
    )
    .option(
      '--rate-limit <calls/seconds>',
      'how many calls are let through, such as 100/60',
      parseRateLimit,
    )
    .option('--seed <number>', 'make faults and record ids the same in every run', parseSeed)
    .option('--run-programs', 'really run programs that are sent to local sandboxes, with Python')
    .option(
      '--max-workspace <MiB>',
      'how large an archive of a local sandbox may be, packed and unpacked; 256 unless given',
      parseMebibytes,
    )
    .option(
      '--system <file>',
      "a module that exports a system's tools, made with defineEmulatedSystem; repeatable",
      (file: string, files: readonly string[] | undefined) => [...(files ?? []), file],
    )
    .option(
      '--local-server <command>',
      "a program that is a server of local sandboxes, such as 'git=uvx mcp-server-git'; repeatable",
      parseLocalServerFlag,
    )
    .option('--no-quirks', "leave the bugs of Close's original MCP server out")
    .action(async (flags: EmulatorFlags) => {
      const { serveEmulator } = await import('./emulator/serve-emulator.ts')
      await serveEmulator(flags)
    })
}

function parsePort(text: string): number {
  const port = Number(text)
  if (/^\d+$/.test(text) && port <= 65_535) return port
  throw new InvalidArgumentError('Use a whole number from 0 to 65535.')
}

function parseSeed(text: string): number {
  if (/^-?\d+$/.test(text)) return Number(text)
  throw new InvalidArgumentError('Use a whole number.')
}

function parseMebibytes(text: string): number {
  if (/^[1-9]\d*$/.test(text)) return Number(text) * 1024 * 1024
  throw new InvalidArgumentError('Use a whole number of mebibytes from 1 up.')
}

function parseRateLimit(text: string): { readonly calls: number; readonly windowMs: number } {
  const { calls, seconds } = /^(?<calls>\d+)\/(?<seconds>\d+)$/.exec(text)?.groups ?? {}
  if (calls !== undefined && seconds !== undefined) {
    return { calls: Number(calls), windowMs: Number(seconds) * 1000 }
  }
  throw new InvalidArgumentError('Use calls/seconds, such as 100/60.')
}
