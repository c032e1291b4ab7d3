// Makes docs/reference/systems.md: `node packages/emulator/src/lib/systems-page.testing.ts`, built.
import { readFileSync, writeFileSync } from 'node:fs'

import { isSystemServer, systemServers } from '@sandpit/systems/shape'

import { LOCAL_SERVER_NAMES } from './local/local-server-name.ts'
import { TOOLS } from './mcp/close/tool.ts'
import { FILE_TOOLS } from './mcp/filesystem/filesystem-server.ts'
import { gmailSystem } from './mcp/gmail/gmail-system.ts'
import { calendarSystem } from './mcp/google-calendar/calendar-system.ts'
import { slackSystem } from './mcp/slack/slack-system.ts'
import { SERVER_NAMES } from './sandbox/server-name.ts'

const PAGE = new URL('../../../../docs/reference/systems.md', import.meta.url)

/** How many tools each server that has some has in the emulator. */
const TOOL_COUNTS: ReadonlyMap<string, number> = new Map([
  ['close', TOOLS.length],
  ['filesystem', FILE_TOOLS.length],
  ...[gmailSystem, calendarSystem, slackSystem].map(
    ({ server, tools }) => [server, tools.length] as const,
  ),
])

const HEAD = `# Every system

Made by \`packages/emulator/src/lib/systems-page.testing.ts\` from what the code knows, and held to it by a test.

- **Seed typed**: \`SystemData<'name'>\` of [\`@sandpit/systems\`](../../packages/systems/README.md) says what \`initialize\` takes; held to the public document.
- **Generated**: \`anyData\`, \`hostileData\` and \`invalidData\` make data for it; each is held to the document by ajv.
- **Checked**: \`checkData\` finds what is wrong with a seed, at the place and with the type of the service's error.
- **Emulated data**: the emulator checks and keeps seeds, and dumps the same content; otherwise it has neither path, as the document.
- **Local command**: \`localServers\` of \`startEmulator\` runs a real program for it, in the sandbox's workspace.
- **Tools**: how many its MCP server has in [the emulator](emulator.md). Any system that a sandbox can be acquired for takes tools from you: [Systems besides Close](../guide/systems.md).

The public document describes the data of ${systemServers.length} systems; the seed of Close is typed, made and checked by \`@sandpit/close\` besides.
`

/** The page as it is to be. */
export function systemsPage(): string {
  const local = LOCAL_SERVER_NAMES.filter(
    (name) => !(SERVER_NAMES as readonly string[]).includes(name),
  )
  return [
    HEAD,
    '## Sandboxes',
    '',
    ...table(SERVER_NAMES.filter((name) => name !== 'google_cloud')),
    '',
    '## Servers of local sandboxes',
    '',
    'An older page of the reference has `google_cloud` among the sandboxes; in the newer document it is here.',
    '',
    ...table(['google_cloud', ...local], ['Local command']),
    '',
  ].join('\n')
}

export function writtenPage(): string {
  return readFileSync(PAGE, 'utf8')
}

/** A row for each server; what all of them have is named at the end. */
function table(servers: readonly string[], more: readonly string[] = []): readonly string[] {
  const rows = servers.toSorted().map((server) => {
    const known = isSystemServer(server) ? 'yes' : 'no'
    return [
      `\`${server}\``,
      known,
      known,
      known,
      known,
      String(TOOL_COUNTS.get(server) ?? 'no'),
      ...more.map(() => 'yes'),
    ]
  })
  return aligned([
    ['Server', 'Seed typed', 'Generated', 'Checked', 'Emulated data', 'Tools', ...more],
    ...rows,
  ])
}

/** Columns as wide as the formatter makes them. */
function aligned(rows: readonly (readonly string[])[]): readonly string[] {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => (row[column] ?? '').length)),
  )
  const [head, ...others] = rows.map(
    (row) => `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`,
  )
  return [head ?? '', `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`, ...others]
}

if (process.argv[1] !== undefined && import.meta.filename === process.argv[1])
  writeFileSync(PAGE, systemsPage())
