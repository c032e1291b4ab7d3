import type { InputSchema } from '../input-schema.ts'
import type { Dictionary } from '../../validation/containers.ts'

/** One tool of the filesystem server. */
export interface FileTool {
  readonly name: string
  readonly description: string
  readonly readOnly: boolean
  readonly inputSchema: InputSchema
  /** Answers the text of the result; `root` is where the workspace is on the disk. */
  readonly run: (root: string, input: Dictionary) => Promise<string>
}

export const TEXT: InputSchema = { type: 'string' }

/** A schema of arguments, all of which must be there. */
export function allOf(properties: Readonly<Record<string, InputSchema>>): InputSchema {
  return { type: 'object', properties, required: Object.keys(properties) }
}

/** An argument that the schema has found to be text. */
export function textOf(input: Dictionary, name: string): string {
  return input[name] as string
}
