import { readFileSync } from 'node:fs'
import type { JsonSchema } from './json-schema.ts'

/** What of the public document is used here. */
export interface PublicDocument {
  readonly paths: Readonly<Record<string, PathItem>>
  readonly components: { readonly schemas: Readonly<Record<string, DocumentSchema>> }
}

interface PathItem {
  readonly post?: { readonly requestBody: { readonly content: JsonContent } }
  readonly get?: { readonly responses: { readonly 200: { readonly content: JsonContent } } }
}

interface JsonContent {
  readonly 'application/json': { readonly schema: JsonSchema }
}

/** A schema of the document; `properties` as it stands there. */
export type DocumentSchema = JsonSchema & Readonly<Record<string, unknown>>

/** One system of the document. */
export interface DocumentSystem {
  /** The server's name in the paths, such as `hubspot`. */
  readonly server: string
  /** Whether it is a server of local sandboxes. */
  readonly isLocal: boolean
  /** The document's names of what `initialize` takes and `dump` answers. */
  readonly input: string
  readonly output: string
}

/** The copy of the public document that types and schemas are made from. */
export function readDocument(): PublicDocument {
  const file = new URL('klavis-systems.openapi.testing.json', import.meta.url)
  return JSON.parse(readFileSync(file, 'utf8')) as PublicDocument
}

/** Every system that the document has an `initialize` for, in its order. */
export function documentSystems({ paths, components }: PublicDocument): readonly DocumentSystem[] {
  return Object.entries(paths).flatMap(([path, { post }]) => {
    const [, place, server] =
      /^\/(sandbox|local-sandbox)\/([^/]+)\/.*\/initialize$/.exec(path) ?? []
    if (post === undefined || place === undefined || server === undefined) return []
    const [input] = post.requestBody.content['application/json'].schema.anyOf ?? []
    const dump = paths[path.replace('/initialize', '/dump')]?.get
    const answer = dump?.responses[200].content['application/json'].schema
    const data = components.schemas[refName(answer)]?.properties?.['data']
    return [
      { server, isLocal: place === 'local-sandbox', input: refName(input), output: refName(data) },
    ]
  })
}

/** The name that a schema refers to. */
function refName(schema: JsonSchema | undefined): string {
  const name = schema?.$ref?.split('/').at(-1)
  if (name === undefined)
    throw new TypeError('The document has no reference where one is expected.')
  return name
}
