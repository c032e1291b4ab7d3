import type { SystemServer } from '../../data.ts'
import { type Shape, withoutNull } from '../document/shape.ts'
import { systemShape } from '../document/systems.ts'
import { type Reference, REFERENCES } from '../families/references.ts'

/** What cannot be: it goes, and with it whatever cannot be without it. */
const GONE: unique symbol = Symbol('gone')

type Step = string

/** The data with every reference of the system's leading to something that is there. */
export function refer(server: SystemServer, data: unknown): unknown {
  return (REFERENCES[server] ?? []).reduce(
    (referred, reference) => follow(systemShape(server), referred, reference),
    data,
  )
}

/** Where references lead nowhere; for tests. */
export function broken(server: SystemServer, data: unknown): readonly string[] {
  return (REFERENCES[server] ?? [])
    .filter((reference) => follow(systemShape(server), data, reference) !== data)
    .map(({ from }) => from)
}

function follow(root: Shape, data: unknown, { from, to, by = 'value' }: Reference): unknown {
  const [start, fromRest, toRest] = apart(stepsOf(from), stepsOf(to))
  const changed = update(root, data, start, (scope, shape) => {
    const targets = valuesAt(scope, toRest)
    return update(shape, scope, fromRest, (value) => WAYS[by](value, targets))
  })
  return changed === GONE ? {} : changed
}

type Way = (value: unknown, targets: readonly unknown[]) => unknown

const WAYS: Readonly<Record<NonNullable<Reference['by']>, Way>> = {
  value: (value, targets) => {
    if (targets.includes(value)) return value
    return targets.length === 0 ? GONE : targets[textNumber(String(value)) % targets.length]
  },
  place: (value, targets) => (targets.length === 0 ? GONE : Number(value) % targets.length),
  // A person whose company is not in the data stays.
  domain: (value, targets) => {
    const [user, domain] = String(value).split('@')
    if (targets.length === 0 || targets.includes(domain)) return value
    return `${user}@${String(targets[textNumber(String(value)) % targets.length])}`
  },
  folder: (value, targets) => {
    const path = String(value)
    const name = path.slice(path.lastIndexOf('/'))
    const folder = path.slice(0, -name.length)
    if (folder === '' ? targets.length === 0 : targets.includes(folder)) return value
    return targets.length === 0
      ? name
      : `${String(targets[textNumber(path) % targets.length])}${name}`
  },
}

function textNumber(text: string): number {
  return Array.from(text).reduce((sum, character) => sum + (character.codePointAt(0) ?? 0), 0)
}

/** Changes what is at the end of a way, wherever there is something; keeps the rest as it is. */
function update(
  shape: Shape,
  value: unknown,
  [step, ...rest]: readonly Step[],
  change: (value: unknown, shape: Shape) => unknown,
): unknown {
  if (value === undefined || value === null) return value
  const plain = withoutNull(shape)
  if (step === undefined) return change(value, plain)
  if (step === '[]') return updateItems(plain, value as readonly unknown[], rest, change)
  const held = (value as Readonly<Record<string, unknown>>)[step]
  const field = plain.kind === 'object' ? plain.fields.get(step) : undefined
  const changed = update(field?.shape ?? { kind: 'any' }, held, rest, change)
  if (changed === held) return value
  if (changed !== GONE) return { ...value, [step]: changed }
  if (field === undefined || field.isRequired) return GONE
  const { [step]: _, ...others } = value as Readonly<Record<string, unknown>>
  return others
}

function updateItems(
  shape: Shape,
  items: readonly unknown[],
  rest: readonly Step[],
  change: (value: unknown, shape: Shape) => unknown,
): unknown {
  const itemShape: Shape = shape.kind === 'list' ? shape.items : { kind: 'any' }
  const updated = items.map((item) => update(itemShape, item, rest, change))
  if (updated.every((item, index) => item === items[index])) return items
  const left = updated.filter((item) => item !== GONE)
  const fewest = shape.kind === 'list' ? shape.minItems : 0
  return left.length < fewest ? GONE : left
}

function valuesAt(value: unknown, [step, ...rest]: readonly Step[]): readonly unknown[] {
  if (value === undefined || value === null) return []
  if (step === undefined) return [value]
  if (step === '[]') return (value as readonly unknown[]).flatMap((item) => valuesAt(item, rest))
  return valuesAt((value as Readonly<Record<string, unknown>>)[step], rest)
}

/** `orders[].line_items[]` as `orders`, `[]`, `line_items`, `[]`. */
function stepsOf(path: string): readonly Step[] {
  return path.split(/\.|(?=\[\])/)
}

/** What two ways have in common, up to an item of a list, and what is left of each. */
function apart(
  from: readonly Step[],
  to: readonly Step[],
): readonly [readonly Step[], readonly Step[], readonly Step[]] {
  const parting = from.findIndex((step, index) => step !== to[index])
  const common = from.slice(0, parting).lastIndexOf('[]') + 1
  return [from.slice(0, common), from.slice(common), to.slice(common)]
}
