import { readFileSync } from 'node:fs'

import { afterAll, beforeAll, expect, it } from 'vitest'

import { type Acquired, acquireClose } from './acquired.testing.ts'
import {
  documentedOperations,
  type DocumentedOperation,
} from './close/document/documented-operation.ts'
import { resources } from './close/resources/resources.ts'

const folder = `${import.meta.dirname}/../../../../docs/reference`
const details = readFileSync(`${folder}/emulator.md`, 'utf8').split('\n')
/** Every list has them. */
const PAGING = new Set(['_limit', '_skip', '_fields'])

let acquired: Acquired

beforeAll(async () => {
  acquired = await acquireClose()
})

afterAll(() => acquired[Symbol.asyncDispose]())

/** `vitest run -u` writes the page anew, from what the emulator answers. */
it('docs/reference/close-api.md says of every operation and parameter what becomes of it', async () => {
  const operations = documentedOperations()
  const served = await keepIf(operations, (operation) => isHere(operation, ''))
  const rows = operations.map((operation) => [
    code(`${operation.method} ${operation.path}`),
    served.includes(operation) ? knownOf(operation) : 'refused',
  ])
  const parameters = await Promise.all(served.map(parametersItem))
  const text = [
    HEAD,
    `Of ${operations.length} operations, ${served.length} are emulated.`,
    table(['Operation', 'Here'], rows),
    PARAMETERS,
    parameters.flat().join('\n'),
  ]
  await expect(`${text.join('\n\n')}\n`).toMatchFileSnapshot(`${folder}/close-api.md`)
})

/** The last cell of the row in emulator.md that the operation has, or its path. */
function knownOf({ method, path }: DocumentedOperation): string {
  const asItem = `${method} ${path.replaceAll(/\{\w+\}/g, '{id}')}`
  const keys = [asItem, path, path.replace(/\{\w+\}\/$/, '')]
  const rows = keys.map((key) => details.find((line) => line.startsWith(`| ${code(key)} `)))
  const row = rows.find((line) => line !== undefined)
  if (row === undefined) throw new Error(`emulator.md has no row of ${asItem}`)
  return row.split('|').at(-2)?.trim() ?? ''
}

async function parametersItem(operation: DocumentedOperation): Promise<string[]> {
  const { method, path, parameters } = operation
  const names = Array.from(parameters.keys()).filter((name) => !PAGING.has(name))
  const heeded = await keepIf(names, (name) => isHere(operation, `?${name}=x`))
  const listing = method === 'GET' ? resources.get(path.slice(1, -1))?.listing : undefined
  const other = (listing?.undocumented ?? []).filter((name) => !parameters.has(name))
  const inferred = await keepIf(other, (name) => isHere(operation, `?${name}=x`))
  const refused = [...names, ...other].filter((name) => ![...heeded, ...inferred].includes(name))
  const parts = [
    ...(heeded.length > 0 ? [shown(heeded)] : []),
    ...(inferred.length > 0 ? [`inferred ${shown(inferred)}`] : []),
    ...(refused.length > 0 ? [`refused ${shown(refused)}`] : []),
  ]
  return parts.length === 0 ? [] : [`- ${code(`${method} ${path}`)}: ${parts.join('; ')}`]
}

/** Whatever else is wrong with a request, only what is not emulated is answered with 501. */
async function isHere({ method, path }: DocumentedOperation, query: string): Promise<boolean> {
  const id = path.replaceAll(/\{\w+\}/g, 'none_1')
  const { status } = await acquired.rest(method, id + query, method === 'GET' ? undefined : {})
  return status !== 501
}

async function keepIf<Item>(
  items: readonly Item[],
  isKept: (item: Item) => Promise<boolean>,
): Promise<Item[]> {
  const kept = await Promise.all(items.map(isKept))
  return items.filter((_, index) => kept[index] === true)
}

/** `date_won__lt` and `date_won__gt` are one field's, and shown as such. */
function shown(names: readonly string[]): string {
  const fields = Map.groupBy(names, (name) => name.split(/(?<=\w)__/)[0] ?? name)
  const each = Array.from(fields, ([field, all]) => {
    const operators = all.filter((name) => name !== field).map((name) => name.slice(field.length))
    return [
      ...(all.includes(field) ? [field] : []),
      ...(operators.length === 0 ? [] : [`${field}${operators.join('/')}`]),
    ]
  })
  return each.flat().map(code).join(' ')
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((cell, index) =>
    Math.max(cell.length, ...rows.map((row) => row[index]?.length ?? 0)),
  )
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, index) => cell.padEnd(widths[index] ?? 0)).join(' | ')} |`
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n')
}

function code(text: string): string {
  return `\`${text}\``
}

const HEAD = `# Close's API, operation by operation

Every operation of Close's own document, and what becomes of it in the emulator. What is refused is answered with 501 and a text that names it; of the rest, the second column says how it is known. What each takes and answers is in [the emulator, point by point](emulator.md#closes-rest-api). This page is written by [a test](../../packages/emulator/src/lib/close-api-page.test.ts), from what the emulator answers.`

const PARAMETERS = `## Query parameters

Beside \`_limit\`, \`_skip\` and \`_fields\`; as documented unless said otherwise. What is inferred is not in Close's document; known clients send it. Any other parameter gets 400.`
