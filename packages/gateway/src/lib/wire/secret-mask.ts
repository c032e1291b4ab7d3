const star = 0x2a

/**
 * Blanks secrets in an answer that streams by, without changing its length. Keeps back no more than
 * an end that may be the beginning of a secret.
 */
export class SecretMask {
  readonly #secrets: readonly Buffer[]
  #held: Buffer = Buffer.alloc(0)

  constructor(secrets: readonly string[]) {
    this.#secrets = secrets.filter((secret) => secret !== '').map((secret) => Buffer.from(secret))
  }

  next(chunk: Buffer): Buffer {
    let data = this.#held.length === 0 ? chunk : Buffer.concat([this.#held, chunk])
    for (const secret of this.#secrets) data = blank(data, secret)
    const keep = Math.max(0, ...this.#secrets.map((secret) => beginningAtEnd(data, secret)))
    this.#held = data.subarray(data.length - keep)
    return data.subarray(0, data.length - keep)
  }

  /** What was kept back and is no secret after all. */
  rest(): Buffer {
    const rest = this.#held
    this.#held = Buffer.alloc(0)
    return rest
  }
}

/** The chunk is the connection's memory, so it is copied before anything in it is changed. */
function blank(data: Buffer, secret: Buffer): Buffer {
  let at = data.indexOf(secret)
  if (at === -1) return data
  const copy = Buffer.from(data)
  for (; at !== -1; at = copy.indexOf(secret, at)) copy.fill(star, at, at + secret.length)
  return copy
}

/** How much of a secret's beginning a chunk ends with. */
function beginningAtEnd(data: Buffer, secret: Buffer): number {
  for (let length = Math.min(secret.length - 1, data.length); length > 0; length--) {
    if (data.compare(secret, 0, length, data.length - length) === 0) return length
  }
  return 0
}
