import { SandpitError } from '@sandpit/client/errors'

/**
 * A run has as many sandboxes of a server as workers, so a test that took two would wait for others.
 *
 * @param systems the servers of a test's sandboxes, by fixture name
 * @throws SandpitError `configuration` for two of one server
 */
export function refuseSharedServers(systems: Readonly<Record<string, string>>): void {
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
