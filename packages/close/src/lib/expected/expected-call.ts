import { SandpitError } from '@sandpit/client/errors'
import { missingName } from '@sandpit/client/near-miss'
import { showName, showValue } from '@sandpit/client/show-text'
import type { AsymmetricMatcher, Expected } from '../compare/expected-close-data.ts'
import { isRecord } from '@sandpit/systems/content'
import { type CloseTools, closeToolArguments } from '../tools/close-tools.ts'
import { refuseUnfindable } from './unfindable.ts'

/** What a call's arguments should be; only what is mentioned counts. */
export type ExpectedArguments<Given> = {
  readonly [Name in keyof Given]?: ExpectedArgument<NonNullable<Given[Name]>>
}

type ExpectedArgument<Value> = Value extends readonly (infer Item)[]
  ? readonly ExpectedArgument<Item>[] | ((value: Value) => boolean) | AsymmetricMatcher
  : Value extends object
    ? ExpectedArguments<Value> | ((value: Value) => boolean) | AsymmetricMatcher
    : Expected<Value>

/** A call as it should be: a tool, and with it what its arguments should be. */
export type ExpectedCall = {
  readonly [Tool in keyof CloseTools]:
    | Tool
    | readonly [tool: Tool, args: ExpectedArguments<CloseTools[Tool]>]
}[keyof CloseTools]

/** The tools of a server and the names of what each takes, where that is known. */
export type KnownTools = Readonly<Record<string, readonly string[]>> | undefined

/**
 * @throws SandpitError `configuration` for a tool that Close's MCP server does not have
 *
 * @example
 * ```ts
 * import { refuseUnknownTool } from '@sandpit/close/compare'
 *
 * refuseUnknownTool('close_create_lead')
 * refuseUnknownTool('close_create_led') // throws: did you mean 'close_create_lead'?
 * ```
 */
export function refuseUnknownTool(tool: unknown): void {
  soughtCall(closeToolArguments, tool)
}

/** A call as it should be, read. */
export interface SoughtCall {
  /** Any when it is left out. */
  readonly tool: string | undefined
  readonly args: Readonly<Record<string, unknown>>
}

/**
 * Reads what a matcher was asked for: a name with a mistake in it would never be found, so that
 * `not` would always hold.
 *
 * @throws SandpitError `configuration` for a tool, or the name of an argument, that there is not
 */
export function soughtCall(tools: KnownTools, tool: unknown, args: unknown = {}): SoughtCall {
  if (!isRecord(args)) {
    throw refusal(`arguments are an object such as { lead_id: 'lead_1' }, not ${showValue(args)}.`)
  }
  if (tool === undefined && Object.keys(args).length === 0) return { tool, args }
  if (typeof tool !== 'string')
    throw refusal(`a tool is given by its name, not as ${showValue(tool)}.`)
  if (tools !== undefined && !Object.hasOwn(tools, tool)) {
    throw unknown('tool', tool, Object.keys(tools))
  }
  const known = tools?.[tool]
  // Fields that an organization made for itself are sent along under their ids.
  const wrong = Object.keys(args).find((name) => !/^custom\b/.test(name) && !known?.includes(name))
  if (known !== undefined && wrong !== undefined) throw unknownArgument(tool, wrong, known)
  refuseUnfindable(`the call of ${tool}`, args)
  return { tool, args }
}

/** What comes after the arguments. */
const OPTIONS: ReadonlySet<string> = new Set(['times', 'timeout', 'timeoutMs', 'intervalMs'])

function unknownArgument(tool: string, name: string, known: readonly string[]): SandpitError {
  if (!OPTIONS.has(name)) return unknown(`argument of ${tool}`, name, known)
  return refusal(
    `${showName(name)} is no argument of ${tool} but an option, which comes after the arguments: ('${tool}', {}, { ${name} }).`,
  )
}

function unknown(what: string, name: string, known: readonly string[]): SandpitError {
  const missing = missingName(what, name, known)
  return refusal(missing.endsWith('?') ? missing : `${missing}.`)
}

function refusal(reason: string): SandpitError {
  return new SandpitError('configuration', `Wrong tool call: ${reason}`)
}
