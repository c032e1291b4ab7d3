import { test } from '@playwright/test'
import type { CloseTools } from '@sandpit/close/sandbox'
import { type AroundCall, McpTools } from '@sandpit/lease/mcp'
import type { CallLog } from '../evidence/call-log.ts'

/** How much of a call's arguments a step shows. */
const shownLetters = 100

/** Connects to a sandbox's MCP server; every call is a step in the report, with its arguments. */
export function connectInSteps(mcpUrl: string, calls: CallLog): Promise<McpTools<CloseTools>> {
  const around: AroundCall = (what, call, args) =>
    test.step(`MCP ${what}${shown(args)}`, () => calls.record(`mcp ${what}`, call), { box: true })
  return McpTools.connect<CloseTools>(mcpUrl, around)
}

function shown(args: unknown): string {
  if (args === undefined) return ''
  const text = JSON.stringify(args)
  return ` ${text.length > shownLetters ? `${text.slice(0, shownLetters)}...` : text}`
}
