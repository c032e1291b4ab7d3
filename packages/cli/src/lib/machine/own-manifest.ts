import { readFileSync } from 'node:fs'

/** The package.json of this command, as much of it as is of use. */
export interface OwnManifest {
  readonly version: string
  readonly engines: { readonly node: string }
}

export function ownManifest(): OwnManifest {
  const file = new URL('../../../package.json', import.meta.url)
  return JSON.parse(readFileSync(file, 'utf8')) as OwnManifest
}
