/**
 * Adds properties that are credentials: readable by name, but not enumerable, so that
 * `JSON.stringify`, `util.inspect`, snapshots and spreads do not carry them along.
 */
export function withSecrets<Visible extends object, Secret extends object>(
  visible: Visible,
  secrets: Secret,
): Visible & Secret {
  const object = { ...visible }
  for (const [key, value] of Object.entries(secrets))
    Object.defineProperty(object, key, { value, enumerable: false })
  return Object.freeze(object) as Visible & Secret
}
