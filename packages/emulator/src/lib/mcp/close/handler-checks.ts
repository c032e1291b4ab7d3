import type { Dictionary } from '../../validation/containers.ts'
import type { Tool } from './tool.ts'

const FILE_PREFIX = 'https://app.close.com/go/file/'

/** What a tool's function complains about before it calls Close, beyond its schema. */
export function handlerComplaint(tool: Tool, input: Dictionary): string | undefined {
  switch (tool.handlerName) {
    case 'create_email':
      return isEmpty(input['body_text']) && isEmpty(input['body_html'])
        ? 'Either body_text or body_html must be provided'
        : undefined
    case 'create_whatsapp':
    case 'update_whatsapp':
      return attachments(input).every(isCloseFile)
        ? undefined
        : `Attachment URL must begin with '${FILE_PREFIX}'`
    default:
      return undefined
  }
}

function isEmpty(value: unknown): boolean {
  return value === undefined || value === ''
}

function attachments(input: Dictionary): readonly Dictionary[] {
  return (input['attachments'] ?? []) as readonly Dictionary[]
}

function isCloseFile(attachment: Dictionary): boolean {
  return String(attachment['url']).startsWith(FILE_PREFIX)
}
