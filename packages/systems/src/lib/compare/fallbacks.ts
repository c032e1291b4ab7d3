import { type Shape, withoutNull } from '../document/shape.ts'
import { isRecord } from './same-value.ts'

/** The value with everything that the service would put where a field is absent. */
export function withFallbacks(shape: Shape, value: unknown): unknown {
  const plain = withoutNull(shape)
  if (Array.isArray(value)) {
    return plain.kind === 'list' ? value.map((item) => withFallbacks(plain.items, item)) : value
  }
  if (!isRecord(value)) return value
  if (plain.kind === 'map') return mapped(value, () => plain.values)
  if (plain.kind !== 'object') return value
  const filled = mapped(value, (name) => plain.fields.get(name)?.shape)
  for (const [name, { fallback }] of plain.fields) {
    if (fallback !== undefined && filled[name] === undefined) filled[name] = fallback
  }
  return filled
}

function mapped(
  value: Readonly<Record<string, unknown>>,
  shapeOf: (name: string) => Shape | undefined,
): Record<string, unknown> {
  const entries = Object.entries(value).map(([name, held]) => {
    const shape = shapeOf(name)
    return [name, shape === undefined ? held : withFallbacks(shape, held)]
  })
  return Object.fromEntries(entries) as Record<string, unknown>
}
