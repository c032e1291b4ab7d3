import { isIPv4, isIPv6 } from 'node:net'

import { type Answer, jsonAnswer } from './answer.ts'

/** Looks at the host that a request names, with or without its port, and the origin it comes from. */
export type Guard = (host: string, origin: string | undefined) => Answer | undefined

const HOST = /^(?:\[(?<v6>[\da-f:.]+)\]|(?<name>[\w.-]+))(?::\d+)?$/i
const ORIGIN = /^https?:\/\/(?<host>.+)$/i

/**
 * Answers 403 to requests that a web page could have sent by DNS rebinding or across origins.
 *
 * The host that they name must be an address, `localhost` or one of `allowedHosts`. If they come
 * from an origin, it must be this machine's own, one of `allowedHosts`, or the very address that
 * was asked: an address of another machine is not let in, whatever is there.
 */
export function createGuard(allowedHosts: readonly string[]): Guard {
  const allowed = new Set(allowedHosts.map((host) => host.toLowerCase()))
  const isHost = (name: string): boolean =>
    isIPv4(name) || isIPv6(name) || isLoopback(name) || allowed.has(name)
  const isOrigin = (host: string, asked: string): boolean => {
    const name = nameOf(host)
    return isLoopback(name) || allowed.has(name) || (isHost(name) && host === asked)
  }
  let lastHost: string | undefined
  return (host, origin) => {
    // Nearly every request names the host that the one before it named.
    if (host !== lastHost && !isHost(nameOf(host))) return forbidden('host')
    lastHost = host
    if (origin === undefined) return undefined
    return isOrigin(ORIGIN.exec(origin)?.groups?.['host'] ?? '', host)
      ? undefined
      : forbidden('origin')
  }
}

function isLoopback(name: string): boolean {
  if (isIPv4(name)) return name.startsWith('127.')
  return name === '::1' || name === 'localhost' || name.endsWith('.localhost')
}

/** A host without its port and brackets; empty if it is none. */
function nameOf(host: string): string {
  const { v6, name } = HOST.exec(host)?.groups ?? {}
  return (v6 ?? name ?? '').toLowerCase()
}

function forbidden(what: 'host' | 'origin'): Answer {
  return jsonAnswer(403, { detail: `This ${what} is not allowed` })
}
