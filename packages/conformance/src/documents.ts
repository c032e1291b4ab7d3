import { readFileSync } from 'node:fs'
import { parse } from 'yaml'

/** An OpenAPI document, as much of it as we look at. */
export interface ApiDocument {
  readonly paths: Readonly<Record<string, Readonly<Record<string, unknown>>>>
  readonly components?: { readonly schemas?: Readonly<Record<string, unknown>> }
}

/**
 * The Close initialize page of the reference, the newer public document, and Close's own document
 * of its REST API.
 */
export const documentFiles: Readonly<Record<DocumentName, string>> = {
  close: `${import.meta.dirname}/../documents/close-initialize.openapi.yaml`,
  public: `${import.meta.dirname}/../documents/klavis-public.openapi.json`,
  closeRest: `${import.meta.dirname}/../documents/close-rest.openapi.json`,
}

export type DocumentName = 'close' | 'closeRest' | 'public'

export function readDocument(name: DocumentName): ApiDocument {
  const file = documentFiles[name]
  const text = readFileSync(file, 'utf8')
  return (file.endsWith('.json') ? JSON.parse(text) : parse(text)) as ApiDocument
}
