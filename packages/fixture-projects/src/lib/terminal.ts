import headless from '@xterm/headless'

const columns = 100
const rows = 50

/**
 * Loaded before a runner, has it believe that it writes to a terminal. Both streams go down one pipe,
 * since a terminal shows what arrives in the order in which it was written.
 */
const pretend = `
const write = process.stdout.write.bind(process.stdout)
for (const stream of [process.stdout, process.stderr]) {
  Object.assign(stream, { isTTY: true, columns: ${columns}, rows: ${rows}, write: (...args) => write(...args) })
}
`

/** The settings that make a runner draw, as it does in a terminal. */
export const inTerminal: NodeJS.ProcessEnv = {
  NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(pretend)}`,
  TERM: 'xterm',
  // Playwright draws with what it takes for colours.
  NO_COLOR: '',
}

/** What a terminal shows when everything is printed, line by line. */
export async function screenOf(output: string): Promise<readonly string[]> {
  const terminal = new headless.Terminal({
    cols: columns,
    rows,
    convertEol: true,
    allowProposedApi: true,
  })
  await new Promise<void>((resolve) => terminal.write(output, resolve))
  const { active } = terminal.buffer
  return Array.from({ length: active.length }, (_, y) =>
    (active.getLine(y)?.translateToString(true) ?? '').trimEnd(),
  )
}
