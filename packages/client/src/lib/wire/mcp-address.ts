/**
 * The MCP address among `server_urls`: under the server's own name in any spelling (`Cal.com`
 * became `cal.com`), or else the only one there.
 */
export function addressFor(
  server: string,
  urls: Readonly<Record<string, string>>,
): string | undefined {
  const named = Object.entries(urls).find(([name]) => name.toLowerCase() === server.toLowerCase())
  const all = Object.values(urls)
  return named?.[1] ?? (all.length === 1 ? all[0] : undefined)
}

/** The instance id in an MCP address, by which one lease of a sandbox is told from the next. */
export function instanceIdOf(mcpUrl: string): string | undefined {
  return URL.parse(mcpUrl)?.searchParams.get('instance_id') ?? undefined
}
