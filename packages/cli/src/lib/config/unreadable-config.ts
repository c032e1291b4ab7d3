/** A config whose shape is not known; the message says which part, as the end of a sentence. */
export class UnreadableConfig extends Error {
  override readonly name = 'UnreadableConfig'
}
