import { type AnyNode, type ObjectNode, parse, type ValueNode } from '@humanwhocodes/momoa'
import { SandpitError } from '@sandpit/client/errors'
import { closeData, type CloseDataBuilder } from '../data/close-data-builder.ts'
import type { CloseData } from '../data/close-data.ts'
import { checkCloseSeed, type CloseSeedIssue } from '../schema/parse-close-seed.ts'
import { formatPath } from '@sandpit/client/printable'
import { showValue } from '@sandpit/client/show-text'
import { syntaxMistake } from './syntax-mistake.ts'

/** One thing wrong with the text of a seed. */
export interface SeedTextMistake extends CloseSeedIssue {
  /** Counted from 1. */
  readonly line: number
  /** Counted from 1, in UTF-16 units as editors do. */
  readonly column: number
}

/** The data that a text holds, or everything that is wrong with the text. */
export type SeedTextCheck =
  | { readonly data: CloseData; readonly mistakes?: never }
  | { readonly data?: never; readonly mistakes: readonly SeedTextMistake[] }

/**
 * Checks a JSON text that holds a seed, and says where each mistake is.
 *
 * Besides the contract, it finds keys that are there twice, of which JSON would keep the last
 * without a word.
 *
 * @example
 * ```ts
 * const { data, mistakes } = checkSeedText('{ "leads": [{ "nam": "Acme" }] }')
 * ```
 */
export function checkSeedText(text: string): SeedTextCheck {
  const json = text.replace(/^\ufeff/, '')
  const parsed = parsedText(json)
  if ('mistake' in parsed) return { mistakes: [parsed.mistake] }
  const { body, value } = parsed
  const { data, issues = [] } = checkCloseSeed(value)
  const all = [...repeatedKeys(body), ...issues.map((issue) => located(issue, body))]
  if (data !== undefined && all.length === 0) return { data }
  return {
    mistakes: all.toSorted((one, other) => one.line - other.line || one.column - other.column),
  }
}

/**
 * The seed that a JSON text holds, as a builder to go on with.
 *
 * @throws SandpitError with code `invalid_seed`, listing each mistake with line and column
 *
 * @example
 * ```ts
 * import { closeDataFromJson } from '@sandpit/close/seed-file'
 * import { test } from '@sandpit/vitest/close'
 * import { readFileSync } from 'node:fs'
 *
 * test.override('seed', closeDataFromJson(readFileSync('pipeline.json', 'utf8')))
 * ```
 */
export function closeDataFromJson(text: string): CloseDataBuilder {
  const { data, mistakes } = checkSeedText(text)
  if (data !== undefined) return closeData(data)
  throw new SandpitError(
    'invalid_seed',
    `The JSON text is no seed for Close:\n${formatSeedMistakes(mistakes, { text })}`,
    { server: 'close', issues: mistakes },
  )
}

/** What mistakes are shown with. */
export interface FormatMistakesOptions {
  /** The text that was checked, to show the lines that mistakes are in. */
  readonly text: string
  /** What the text is called, as in `pipeline.json:3:7`. */
  readonly file?: string
}

/**
 * Mistakes for a person to read, each with the line it is in.
 *
 * @example
 * ```ts
 * const text = '{ "leads": [{ "nam": "Acme" }] }'
 * const { mistakes = [] } = checkSeedText(text)
 * console.log(formatSeedMistakes(mistakes, { text, file: 'pipeline.json' }))
 * ```
 */
export function formatSeedMistakes(
  mistakes: readonly SeedTextMistake[],
  { text, file }: FormatMistakesOptions,
): string {
  const lines = text.split(/\r?\n/)
  return mistakes
    .map(({ line, column, path, message }) => {
      const place = [...(file === undefined ? [] : [file]), line, column].join(':')
      const what = path.length === 0 ? message : `${formatPath(path)}: ${message}`
      return `${place} ${what}\n${excerpt(lines[line - 1] ?? '', line, column)}`
    })
    .join('\n')
}

const EXCERPT = 100

/** The line with a mark under the column; the middle of a long line. */
function excerpt(source: string, line: number, column: number): string {
  const start = column <= EXCERPT ? 0 : column - EXCERPT / 2
  const shown = source.slice(start, start + EXCERPT).replaceAll('\t', ' ')
  const margin = ' '.repeat(String(line).length)
  return `  ${line} | ${shown}\n  ${margin} | ${' '.repeat(column - 1 - start)}^`
}

interface Parsed {
  readonly body: ValueNode
  readonly value: unknown
}

function parsedText(json: string): Parsed | { readonly mistake: SeedTextMistake } {
  try {
    return { body: parse(json, { mode: 'json' }).body, value: JSON.parse(json) }
  } catch (error) {
    const { reason, ...place } = syntaxMistake(error, json)
    const message = `is not JSON: ${reason}`
    return { mistake: { path: [], subject: 'value', message, ...place } }
  }
}

/** The issue with the place of its value, or of its key; of the part that lacks it where it is absent. */
function located(issue: CloseSeedIssue, body: ValueNode): SeedTextMistake {
  let node: AnyNode = body
  for (const [depth, step] of issue.path.entries()) {
    const next = stepInto(node, step, issue.subject === 'key' && depth === issue.path.length - 1)
    if (next === undefined) break
    node = next
  }
  return { ...issue, ...placeOf(node) }
}

function stepInto(node: AnyNode, step: string | number, isKey: boolean): AnyNode | undefined {
  if (node.type === 'Array') return node.elements[Number(step)]?.value
  if (node.type !== 'Object') return undefined
  const member = node.members.findLast(({ name }) => nameOf(name) === String(step))
  return isKey ? member?.name : member?.value
}

function repeatedKeys(node: ValueNode, path: SeedTextMistake['path'] = []): SeedTextMistake[] {
  if (node.type === 'Array') {
    return node.elements.flatMap(({ value }, index) => repeatedKeys(value, [...path, index]))
  }
  if (node.type !== 'Object') return []
  return [
    ...repeatedHere(node, path),
    ...node.members.flatMap(({ name, value }) => repeatedKeys(value, [...path, nameOf(name)])),
  ]
}

function repeatedHere(node: ObjectNode, path: SeedTextMistake['path']): SeedTextMistake[] {
  const seen = new Set<string>()
  return node.members.flatMap(({ name }) => {
    const key = nameOf(name)
    if (!seen.has(key)) {
      seen.add(key)
      return []
    }
    const message = `${showValue(key)} is here twice; only the last would count`
    return [{ path: [...path, key], subject: 'key', message, ...placeOf(name) }]
  })
}

function nameOf(name: ObjectNode['members'][number]['name']): string {
  return name.type === 'String' ? name.value : name.name
}

function placeOf(node: AnyNode): Pick<SeedTextMistake, 'line' | 'column'> {
  const { line, column } = node.loc.start
  return { line, column }
}
