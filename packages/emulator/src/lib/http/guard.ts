import { isIP } from 'node:net'

import { type Answer, jsonAnswer } from './answer.ts'

/** Looks at the host that a request names, with or without its port, and the origin it comes from. */
export type Guard = (host: string, origin: string | undefined) => Answer | undefined

/**
 * Answers 403 to requests that a web page could have sent by DNS rebinding or across origins:
 * the host they name must be an address, `localhost` or one of `allowedHosts`, and so must the
 * origin they come from, if they have one.
 */
export function createGuard(allowedHosts: readonly string[]): Guard {
  const allowed = new Set(allowedHosts.map((host) => host.toLowerCase()))
  const isAllowed = (name: string): boolean =>
    isIP(name) !== 0 || name === 'localhost' || name.endsWith('.localhost') || allowed.has(name)
  let lastHost: string | undefined
  return (host, origin) => {
    // Nearly every request names the host that the one before it named.
    if (host !== lastHost && !isAllowed(nameOf(host))) return forbidden('host')
    lastHost = host
    return origin === undefined || isAllowed(originName(origin)) ? undefined : forbidden('origin')
  }
}

/** A host without its port and brackets. */
function nameOf(host: string): string {
  if (host.startsWith('[')) return host.slice(1, host.indexOf(']')).toLowerCase()
  const port = host.indexOf(':')
  return (port === -1 ? host : host.slice(0, port)).toLowerCase()
}

/** Of the origin `null`, it is empty. */
function originName(origin: string): string {
  const start = origin.indexOf('://')
  return start === -1 ? '' : nameOf(origin.slice(start + '://'.length))
}

function forbidden(what: 'host' | 'origin'): Answer {
  return jsonAnswer(403, { detail: `This ${what} is not allowed` })
}
