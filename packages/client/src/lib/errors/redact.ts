import { printable } from './printable.ts'

/** What is looked at; an answer may be of any length, and only its beginning is shown. */
const mostRead = 10_000

/** A credential as JSON and Python show it in an object, such as `"access_token": "..."`. */
const quotedSecret =
  /((["'])\w*(?:token|secret|password|api_?key|credential|authorization|instance_id)\w*\2\s*:\s*)(?:"[^"]*"?|'[^']*'?)/gi

/**
 * Text that somebody else wrote, made fit for a message: addresses lose their path's query and
 * user, bearer tokens, credentials by their names and the given secrets are blanked, and the rest
 * is `printable`.
 *
 * @example
 * ```ts
 * import { redact } from '@sandpit/client/printable'
 *
 * console.log(redact('no such key: k-123', ['k-123'])) // no such key: [redacted]
 * ```
 */
export function redact(text: string, secrets: readonly string[] = []): string {
  const blanked = secrets.reduce((rest, secret) => rest.replaceAll(secret, '[redacted]'), text)
  const clean = blanked
    .slice(0, mostRead)
    .replace(/\b(bearer|basic)\s+[\w.~+/=-]+/gi, '$1 [redacted]')
    .replace(/(\b[a-z][\w+.-]*:\/\/)[^\s/@"']*@/gi, '$1')
    .replace(/(\b[a-z][\w+.-]*:\/\/[^\s?#"']*)[?#][^\s"']*/gi, '$1?[redacted]')
    .replace(
      /\b(instance_id|local_sandbox_id|access_token|signature|token)=[^\s&"']+/gi,
      '$1=[redacted]',
    )
    .replace(quotedSecret, '$1[redacted]')
  return printable(clean)
}
