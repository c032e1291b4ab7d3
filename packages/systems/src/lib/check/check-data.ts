import { parseSeed } from '@sandpit/client/service'
import { SandpitError, type SandpitIssue } from '@sandpit/client/errors'
import type { SystemServer } from '../../data.ts'
import { type Shape, withoutNull } from '../document/shape.ts'
import { systemShape } from '../document/systems.ts'
import { problemType } from './problem-type.ts'
import { systemService } from './system-service.ts'

/** One thing wrong with data. */
export interface DataIssue extends SandpitIssue {
  /**
   * The type of the error that the service answers for it; `extra_forbidden` for a field that the
   * service would drop without an error.
   */
  readonly type: string
}

/**
 * Everything that is wrong with a seed for a system; empty when nothing is. An issue has the place,
 * what was expected there and what was got, and the type of the service's error. The service's `loc`
 * is `['body', ...path]`.
 *
 * @example
 * ```ts
 * checkData('slack', { channels: [{}] })
 * // [{ path: ['channels', 0, 'name'], message: 'expected string, got nothing', type: 'missing' }]
 * ```
 */
export function checkData(server: SystemServer, value: unknown): readonly DataIssue[] {
  try {
    parseSeed(systemService(server), value)
    return []
  } catch (error) {
    const { issues = [] } = SandpitError.from(error).facts
    if (issues.length === 0) throw error
    return issues.map((issue) => ({
      ...issue,
      type: typeAt(systemShape(server), value, issue.path),
    }))
  }
}

function typeAt(root: Shape, data: unknown, path: SandpitIssue['path']): string {
  let shape: Shape | undefined = root
  let value: unknown = data
  for (const step of path) {
    shape = shape && partAt(shape, step)
    value = (value as Readonly<Record<string | number, unknown>>)[step]
  }
  return shape === undefined ? 'extra_forbidden' : problemType(shape, value)
}

function partAt(shape: Shape, step: string | number): Shape | undefined {
  const plain = withoutNull(shape)
  if (plain.kind === 'object')
    return plain.fields.get(String(step))?.shape ?? (plain.isOpen ? { kind: 'any' } : undefined)
  if (plain.kind === 'list') return plain.items
  if (plain.kind === 'tuple') return plain.items[Number(step)]
  return plain.kind === 'map' ? plain.values : { kind: 'any' }
}
