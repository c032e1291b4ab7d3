// Makes the types and the schemas from the copy of the public document:
// `node packages/systems/src/lib/document/generate.testing.ts`. A test holds the files to it.
import { writeFileSync } from 'node:fs'
import { readDocument } from './document.testing.ts'
import { documentNames } from './type-names.testing.ts'
import { schemasText, systemSchemas } from './write-schemas.testing.ts'
import { typesText } from './write-types.testing.ts'

const document = readDocument()
const schemas = systemSchemas(document)
writeFileSync(
  new URL('../../data.ts', import.meta.url),
  typesText(schemas, documentNames(document)),
)
writeFileSync(new URL('schemas.json', import.meta.url), schemasText(schemas))
