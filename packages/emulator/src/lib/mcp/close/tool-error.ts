import type { CloseError } from '../../close/call/close-error.ts'
import type { Dictionary } from '../../validation/containers.ts'
import type { ToolCallOptions } from './tool.ts'

/** A failed tool call, as the two texts that the agent gets. */
export class ToolError extends Error {
  override readonly name = 'ToolError'
  readonly developerMessage: string

  constructor(message: string, developerMessage: string) {
    super(message)
    this.developerMessage = developerMessage
  }
}

/** What the original's handling makes of an exception that it does not know. */
export function unexpectedError(tool: string, type: string, message: string): ToolError {
  return new ToolError(
    `Unexpected error: ${message}`,
    `Unexpected error in tool ${tool}: ${type}: ${message}`,
  )
}

/**
 * How Close's error bodies are told to the agent. With quirks, the messages about single fields
 * get lost, as in the original; without, they are given.
 */
export function closeErrorText(error: CloseError, { quirks }: ToolCallOptions): ToolError {
  const status = `(HTTP status code: ${error.status})`
  const { error: text, errors, 'field-errors': fieldErrors } = error.body
  if (!quirks && fieldErrors !== undefined) {
    const told = fieldMessages(fieldErrors as Dictionary)
    return new ToolError(told, `${told} ${status}`)
  }
  if (typeof text === 'string') return new ToolError(text, `${text} ${status}`)
  if (Array.isArray(errors)) return listedErrors(errors.map(String), status)
  return new ToolError(
    `HTTP ${error.status} error`,
    `HTTP ${error.status} error: ${JSON.stringify(error.body)}`,
  )
}

function listedErrors(errors: readonly string[], status: string): ToolError {
  const [only] = errors
  if (errors.length === 1 && only !== undefined) return new ToolError(only, `${only} ${status}`)
  return new ToolError(
    `Multiple errors occurred: '${errors.join("', '")}'`,
    `Multiple errors occurred: ${JSON.stringify(errors)} ${status}`,
  )
}

function fieldMessages(fieldErrors: Dictionary): string {
  return Object.entries(fieldErrors)
    .map(([field, message]) => `${field}: ${String(message)}`)
    .join(' ')
}
