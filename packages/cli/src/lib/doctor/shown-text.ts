import { redact } from '@sandpit/client/printable'

const longest = 80
const uuid = /\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/gi

/** Text of a service without what identifies anything: keys, ids, addresses, amounts. */
export function shownText(text: string, secrets: readonly string[]): string {
  const shown = redact(text.replaceAll(uuid, '[id]'), secrets)
    .replaceAll('[redacted]', '[id]')
    .replaceAll(/\b[a-z][\w+.-]*:\/\/[^\s"']+/gi, '[address]')
    .replaceAll(/\b(?=\w*\d)\w{16,}\b/g, '[id]')
    .replaceAll(/\d+/g, '[n]')
  return shown.length > longest ? `${shown.slice(0, longest)}…` : shown
}
