import { isIP } from 'node:net'

/**
 * Answers 403 to requests that a web page could have sent by DNS rebinding or across origins:
 * the host they name must be an address, `localhost` or one of `allowedHosts`, and so must the
 * origin they come from, if they have one.
 */
export function createGuard(
  allowedHosts: readonly string[],
): (url: string, origin: string | undefined) => Response | undefined {
  const allowed = new Set(allowedHosts.map((host) => host.toLowerCase()))
  const isAllowed = (host: string): boolean =>
    isIP(host) !== 0 || host === 'localhost' || host.endsWith('.localhost') || allowed.has(host)
  return (url, origin) => {
    if (!isAllowed(hostOf(url))) return forbidden('host')
    return origin === undefined || isAllowed(hostOf(origin)) ? undefined : forbidden('origin')
  }
}

/** The host of an address, without its port and brackets; empty for `null`. */
function hostOf(url: string): string {
  return (
    /^\w+:\/\/(?:\[(?<ipv6>[^\]]*)\]|(?<name>[^/:?#]*))/
      .exec(url)
      ?.slice(1)
      .find((host) => host !== undefined)
      ?.toLowerCase() ?? ''
  )
}

function forbidden(what: 'host' | 'origin'): Response {
  return Response.json({ detail: `This ${what} is not allowed` }, { status: 403 })
}
