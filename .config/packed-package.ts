/** What is read of a `package.json`. */
export interface Manifest {
  readonly name: string
  readonly private?: boolean
  readonly exports?: unknown
  readonly sideEffects?: boolean | readonly string[]
  readonly keywords?: readonly string[]
  readonly homepage?: string
  readonly bugs?: { readonly url?: string }
  readonly repository?: { readonly url?: string; readonly directory?: string }
  readonly publishConfig?: { readonly access?: string; readonly provenance?: boolean }
  readonly dependencies?: Readonly<Record<string, string>>
}

/** A package, and what of it would be published. */
export interface PackedPackage {
  /** Its folder in this repository. */
  readonly folder: string
  readonly manifest: Manifest
  /** Every file in its tarball, relative to the folder. */
  readonly paths: readonly string[]
  readonly tarballBytes: number
}
