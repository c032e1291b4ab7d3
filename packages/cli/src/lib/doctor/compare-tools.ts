import type { Difference } from './difference.ts'

const call = 'MCP tools/list'

/** How the tools that a service lists differ from the emulator's; descriptions are not compared. */
export function compareTools(service: unknown, emulator: unknown): readonly Difference[] {
  const [theirs, ours] = [toolsIn(service), toolsIn(emulator)]
  const missing = [...ours.keys()].filter((name) => !theirs.has(name))
  const extra = [...theirs.keys()].filter((name) => !ours.has(name))
  return [
    ...missing.map((place) => tool('missing tool', place, 'missing', 'there')),
    ...extra.map((place) => tool('extra tool', place, 'there', 'missing')),
    ...[...ours].flatMap(([name, schema]) => compareSchemas(name, theirs.get(name), schema)),
  ]
}

function tool(
  kind: Difference['kind'],
  place: string,
  service: string,
  emulator: string,
): Difference {
  return { kind, call, place, service, emulator }
}

function toolsIn(listed: unknown): ReadonlyMap<string, unknown> {
  if (typeof listed !== 'object' || listed === null || !('tools' in listed)) return new Map()
  const { tools } = listed as { readonly tools: readonly { name: string; inputSchema: unknown }[] }
  return new Map(tools.map(({ name, inputSchema }) => [name, inputSchema]))
}

function compareSchemas(name: string, service: unknown, emulator: unknown): readonly Difference[] {
  if (service === undefined) return []
  const [theirs, ours] = [statementsOf(service), statementsOf(emulator)]
  const places = new Set([...ours.keys(), ...theirs.keys()])
  return [...places].flatMap((place) => {
    const [one = 'nothing', other = 'nothing'] = [theirs.get(place), ours.get(place)]
    return one === other ? [] : [tool('tool schema', `${name}: ${place}`, one, other)]
  })
}

/** What a schema says of each place; the order of a list of words says nothing. */
function statementsOf(
  schema: unknown,
  place = '',
  all = new Map<string, string>(),
): ReadonlyMap<string, string> {
  if (Array.isArray(schema)) {
    const words = schema.map((each) => JSON.stringify(each)).sort()
    return all.set(place, words.join(', '))
  }
  if (typeof schema !== 'object' || schema === null) return all.set(place, JSON.stringify(schema))
  for (const [key, value] of Object.entries(schema)) {
    const isProse = prose.has(key) && typeof value === 'string'
    if (!isProse) statementsOf(value, place === '' ? key : `${place}.${key}`, all)
  }
  return all
}

const prose = new Set(['description', 'title', '$schema'])
