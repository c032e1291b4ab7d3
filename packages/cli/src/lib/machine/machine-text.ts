import { formatTable } from '../output/table.ts'
import type { MachineCheck } from './machine-check.ts'

/** The checks as a table, and below it what to do about those that need something done. */
export function describeMachine(checks: readonly MachineCheck[]): string {
  const rows = checks.map(({ result, check, found }) => [result, check, found])
  const todo = checks.flatMap(({ check, advice }) =>
    advice === null ? [] : [`  ${check}: ${advice}`],
  )
  const toDo = todo.length === 0 ? [] : ['', 'To do:', ...todo]
  return `${[formatTable(rows), ...toDo].join('\n')}\n`
}
