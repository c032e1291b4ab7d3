import { readFileSync } from 'node:fs'
import { parse } from 'yaml'

/** An OpenAPI document, as much of it as we look at. */
export interface ApiDocument {
  readonly paths: Readonly<Record<string, Readonly<Record<string, unknown>>>>
}

/** The Close initialize page of the reference, and the newer public document. */
export const documentFiles: Readonly<Record<DocumentName, string>> = {
  close: `${import.meta.dirname}/../documents/close-initialize.openapi.yaml`,
  public: `${import.meta.dirname}/../documents/klavis-public.openapi.json`,
}

export type DocumentName = 'close' | 'public'

/** JSON is YAML, so one parser reads both. */
export function readDocument(name: DocumentName): ApiDocument {
  return parse(readFileSync(documentFiles[name], 'utf8')) as ApiDocument
}
