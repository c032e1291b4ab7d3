const prefix = 'local:'

/** What a run calls a local sandbox with these servers, among the names of its systems. */
export function localKey(servers: readonly string[] | 'ALL'): string {
  return prefix + (servers === 'ALL' ? servers : servers.toSorted().join(','))
}

/** The servers of a local sandbox; undefined for the name of another system. */
export function serversOfKey(key: string): readonly string[] | 'ALL' | undefined {
  if (!key.startsWith(prefix)) return undefined
  const servers = key.slice(prefix.length)
  return servers === 'ALL' ? servers : servers.split(',')
}
