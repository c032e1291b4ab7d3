/** A sandbox's server behind the gateway, and what of its address nobody may learn. */
export interface Upstream {
  readonly origin: string
  readonly host: string
  /** With its query. */
  readonly path: string
  readonly secrets: readonly string[]
}

/** A REST API behind the gateway. */
export interface RestUpstream {
  /** What its paths follow, such as `https://api.close.com/api/v1`. */
  readonly url: string
  /** What it takes as Bearer. Never leaves the gateway. */
  readonly token: string
}

/** Shorter parts of an address are words. */
const shortestSecret = 16

export function toUpstream(address: string, secrets: readonly string[] = []): Upstream {
  const { origin, host, pathname, search, searchParams } = new URL(address)
  const parts = [...searchParams.values(), ...pathname.split('/')]
  const long = parts.filter((part) => part.length >= shortestSecret)
  return { origin, host, path: pathname + search, secrets: [...new Set([...secrets, ...long])] }
}

/**
 * Where a redirect leads; `undefined` for another system. The query, which is the credential, is
 * kept where the redirect leaves it out, and so is the scheme, which a server behind a proxy does
 * not know.
 */
export function follow(from: Upstream, location: string): Upstream | undefined {
  const base = new URL(from.path, from.origin)
  const target = URL.parse(location, base.href)
  if (target === null || target.host !== base.host) return undefined
  const search = target.search === '' ? base.search : target.search
  return { ...from, path: target.pathname + search }
}
