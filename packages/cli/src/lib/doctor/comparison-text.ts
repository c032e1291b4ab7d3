import { seconds } from './compare-clause.ts'
import type { Comparison } from './comparison.ts'
import { markdownTable } from './markdown-table.ts'

/** Where the comparison was made, as far as that matters and identifies nobody. */
export interface Surroundings {
  readonly sandpit: string
  readonly node: string
  readonly system: string
  /** The public name of the service, or what it is instead. */
  readonly service: string
}

/** The comparison as Markdown, which an issue shows as tables, and a terminal too. */
export function describeComparison(
  { calls, differences, durationMs, left }: Comparison,
  { sandpit, node, system, service }: Surroundings,
): string {
  const rows = calls.map((call) => [
    call.clause,
    call.operation,
    `${call.service} in ${seconds(call.serviceMs)}`,
    `${call.emulator} in ${seconds(call.emulatorMs)}`,
    call.differences.length === 0 ? 'agree' : `differ in ${call.differences.length}`,
  ])
  const places = differences.map((each) => [
    each.kind,
    each.call,
    each.place,
    each.service,
    each.emulator,
  ])
  const differ = differences.length === 1 ? '1 difference' : `${differences.length} differences`
  return [
    `## ${service} and the emulator: ${differ}`,
    '',
    `sandpit ${sandpit}, Node ${node}, ${system}; ${seconds(durationMs)} in all. Ids, keys and addresses are left out.`,
    '',
    ...markdownTable([['Step', 'Call', 'Service', 'Emulator', ''], ...rows]),
    '',
    ...(places.length === 0
      ? []
      : [
          ...markdownTable([['Difference', 'Call', 'Place', 'Service', 'Emulator'], ...places]),
          '',
        ]),
    describeLeft(left),
    '',
  ].join('\n')
}

/** Whether anything was left behind. */
export function describeLeft(left: number | null): string {
  if (left === 0) return 'Nothing was left behind: the list of the service shows no sandbox of it.'
  if (left === null) return 'Whether anything was left behind is not known: the list failed.'
  return `Left behind: ${left === 1 ? 'a sandbox' : `${left} sandboxes`}, by the list of the service.`
}
