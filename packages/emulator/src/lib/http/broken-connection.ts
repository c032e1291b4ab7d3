/** Stands for a connection that broke where there is none: it looks like a failed `fetch`. */
export class BrokenConnection extends TypeError {
  constructor() {
    const cause = new Error('The emulator broke the connection.')
    super('fetch failed', { cause: Object.assign(cause, { code: 'ECONNRESET' }) })
  }
}
