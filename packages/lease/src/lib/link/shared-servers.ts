import { SandpitError } from '@sandpit/client/errors'

/**
 * The systems of a test that takes several. A run has as many sandboxes of a server as workers, so a test that took two would wait for others.
 *
 * @param systems the servers of a test's sandboxes, by fixture name
 * @throws SandpitError `configuration` for two of one server, and for what names none
 *
 * @example
 * ```ts
 * import { refuseSharedServers } from '@sandpit/lease/link'
 *
 * refuseSharedServers({ crm: 'close', mail: 'gmail' })
 * refuseSharedServers({ from: 'jira', to: 'jira' }) // throws: a test gets one of each server
 * ```
 */
export function refuseSharedServers(systems: Readonly<Record<string, string>>): void {
  refuseNoNames(systems)
  const byServer = Map.groupBy(Object.entries(systems), ([, server]) => server)
  for (const [server, names] of byServer) {
    if (names.length < 2) continue
    throw new SandpitError(
      'configuration',
      `'${names.map(([name]) => name).join("' and '")}' are all sandboxes of '${server}', and a test gets one of each server. Put what they need into one.`,
      { server },
    )
  }
}

function refuseNoNames(systems: unknown): void {
  const isObject = typeof systems === 'object' && systems !== null && !Array.isArray(systems)
  const servers: readonly unknown[] = isObject ? Object.values(systems) : []
  if (servers.length > 0 && servers.every((server) => typeof server === 'string' && server !== ''))
    return
  throw new SandpitError(
    'configuration',
    "sandboxTest() takes the name of a server, such as 'jira', or an object with a name for each: { crm: 'close', mail: 'gmail' }.",
  )
}
