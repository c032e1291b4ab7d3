import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { readDocument } from './document.testing.ts'
import { systemServers, systemShape } from './systems.ts'
import type { Shape } from './shape.ts'
import { documentNames } from './type-names.testing.ts'
import { schemasText, systemSchemas } from './write-schemas.testing.ts'
import { typesText } from './write-types.testing.ts'

const document = readDocument()
const schemas = systemSchemas(document)

function checkedIn(file: string): string {
  return readFileSync(new URL(file, import.meta.url), 'utf8')
}

describe('what is made from the public document', () => {
  it('is checked in as it would be made now', () => {
    expect(checkedIn('../../data.ts')).toBe(typesText(schemas, documentNames(document)))
    expect(checkedIn('schemas.json')).toBe(schemasText(schemas))
  })

  it('has every system that the document can initialize, and every type of theirs', () => {
    const initialized = Object.keys(document.paths).filter((path) => path.endsWith('/initialize'))
    expect(systemServers).toHaveLength(initialized.length)
    expect(systemServers).toHaveLength(44)
    const untyped = /^(DumpSandboxResponse_|HTTPValidationError|ValidationError|InitializeSandbox)/
    const seeds = Object.keys(document.components.schemas).filter(
      (name) => !untyped.test(name) && !name.endsWith('-Output') && !name.startsWith('Sandbox'),
    )
    expect([...documentNames(document).values()].toSorted()).toEqual(seeds.toSorted())
  })

  it('has a shape for all of it', () => {
    const seen = new Set<Shape>()
    for (const server of systemServers) visit(systemShape(server), seen)
    const names = [...seen].flatMap((shape) => (shape.kind === 'object' ? [shape.name] : []))
    const objects = Object.entries(schemas.types).filter(([, { properties }]) => properties)
    expect(names.toSorted()).toEqual(objects.map(([name]) => name).toSorted())
  })
})

function visit(shape: Shape, seen: Set<Shape>): void {
  if (seen.has(shape)) return
  seen.add(shape)
  if (shape.kind === 'object') for (const field of shape.fields.values()) visit(field.shape, seen)
  if (shape.kind === 'list') visit(shape.items, seen)
  if (shape.kind === 'nullable') visit(shape.inner, seen)
  if (shape.kind === 'map') visit(shape.values, seen)
}
