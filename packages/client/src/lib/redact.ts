const longest = 300

/**
 * Text that somebody else wrote, made fit for a message: addresses lose their path's query and
 * user, bearer tokens and the given secrets are blanked, and the rest is cut to 300 characters.
 */
export function redact(text: string, secrets: readonly string[] = []): string {
  const blanked = secrets.reduce((rest, secret) => rest.replaceAll(secret, '[redacted]'), text)
  const clean = blanked
    .replace(/\b(bearer|basic)\s+[\w.~+/=-]+/gi, '$1 [redacted]')
    .replace(/(\b[a-z][\w+.-]*:\/\/)[^\s/@"']*@/gi, '$1')
    .replace(/(\b[a-z][\w+.-]*:\/\/[^\s?#"']*)[?#][^\s"']*/gi, '$1?[redacted]')
    .replace(
      /\b(instance_id|local_sandbox_id|access_token|signature|token)=[^\s&"']+/gi,
      '$1=[redacted]',
    )
  return clean.length > longest ? `${clean.slice(0, longest)}...` : clean
}
