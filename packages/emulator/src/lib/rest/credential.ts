const BASIC = /^basic +(?<encoded>\S+)$/i
const BEARER = /^bearer +(?<token>\S+)$/i

/**
 * The credential in an `Authorization` header: an API key as the user of Basic with an empty
 * password, or a token as Bearer. Close takes both.
 */
export function credentialOf(authorization: string | undefined): string | undefined {
  const token = BEARER.exec(authorization ?? '')?.groups?.['token']
  if (token !== undefined) return token
  const encoded = BASIC.exec(authorization ?? '')?.groups?.['encoded']
  if (encoded === undefined) return undefined
  return Buffer.from(encoded, 'base64').toString().split(':', 1)[0]
}
