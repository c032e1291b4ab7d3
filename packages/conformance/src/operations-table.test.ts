import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createClient } from '@sandpit/client'
import { describe, expect, it } from 'vitest'
import { DocumentValidator } from './document-validator.ts'

const folder = `${import.meta.dirname}/../../../docs/reference`
const rows = readFileSync(`${folder}/operations.md`, 'utf8')
  .split('\n')
  .filter((line) => /^\| `(GET|POST|DELETE) /.test(line))
  .map((line) => line.split('|').map((cell) => cell.trim()))

describe('the table of operations', () => {
  it('has every operation of both documents', () => {
    const listed = new Set(rows.map(([, operation = '']) => operation.replaceAll('`', '')))
    const documented = [
      ...new DocumentValidator('public').operations(),
      ...new DocumentValidator('close').operations(),
    ]
    const missing = documented
      .map((operation) =>
        operation.replace(/(local-sandbox\/)[a-z_]+(\/\{sandbox_id\})/, '$1{server}$2'),
      )
      .filter((operation) => !listed.has(operation))
    expect(missing).toEqual([])
  })

  it('names methods that the client has, and tests that are there', () => {
    const client: unknown = createClient({ apiKey: 'k' })
    const methods = rows.flatMap(([, , cell = '']) => found(/`client\.([\w.]+)`/g, cell))
    expect(methods.length).toBeGreaterThanOrEqual(rows.length)
    expect(methods.filter((path) => typeof memberOf(client, path) !== 'function')).toEqual([])
    const proofs = rows.map((cells) => found(/\]\((.+?)\)/g, cells[4] ?? ''))
    expect(proofs.filter((links) => links.length === 0)).toEqual([])
    expect(proofs.flat().filter((link) => !existsSync(join(folder, link)))).toEqual([])
  })
})

function found(pattern: RegExp, cell: string): readonly string[] {
  return [...cell.matchAll(pattern)].map(([, match = '']) => match)
}

function memberOf(value: unknown, path: string): unknown {
  return path
    .split('.')
    .reduce((at, step) => (at as Readonly<Record<string, unknown>>)[step], value)
}
