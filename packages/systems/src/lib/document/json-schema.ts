/** The words of JSON Schema that the public document uses. */
export interface JsonSchema {
  readonly $ref?: string
  readonly anyOf?: readonly JsonSchema[]
  readonly type?: string
  readonly enum?: readonly string[]
  readonly properties?: Readonly<Record<string, JsonSchema>>
  readonly required?: readonly string[]
  readonly additionalProperties?: boolean | JsonSchema
  readonly items?: JsonSchema
  readonly prefixItems?: readonly JsonSchema[]
  readonly minItems?: number
  readonly maxItems?: number
  readonly minLength?: number
  readonly maxLength?: number
  readonly pattern?: string
  readonly format?: string
  readonly minimum?: number
  readonly maximum?: number
  readonly exclusiveMinimum?: number
  readonly default?: unknown
}

/** The schemas of all systems, as `schemas.json` has them. */
export interface SystemSchemas {
  readonly servers: Readonly<Record<string, SystemEntry>>
  /** By the name of the type; `$ref`s are `#/types/<name>`. */
  readonly types: Readonly<Record<string, JsonSchema>>
}

export interface SystemEntry {
  /** The type of what `initialize` takes. */
  readonly data: string
  /** Whether it is a server of local sandboxes. */
  readonly isLocal?: true
  /** Whether the document lets its dump be any object. */
  readonly isDumpOpen?: true
}
