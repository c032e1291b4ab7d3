import type { Tool } from './tool.ts'

const ACTIONS: Readonly<Record<Tool['action'], string>> = {
  list: 'List',
  search: 'Search for',
  create: 'Create a new',
  get: 'Get one',
  update: 'Update one',
  delete: 'Delete one',
  send: 'Send one drafted',
  me: 'Get the current',
}

/** One sentence on what a tool does. The original's own wording is not copied. */
export function toolDescription(tool: Tool): string {
  const thing = /(\w+)\/(?:\{|$)/.exec(tool.path)?.[1]?.replaceAll('_', ' ') ?? ''
  const isPlural = tool.action === 'list' || tool.action === 'search'
  const noun = tool.action === 'me' ? 'user' : thing
  return `${ACTIONS[tool.action]} ${isPlural ? plural(noun) : noun} in Close CRM.`
}

function plural(noun: string): string {
  if (noun === 'sms') return noun
  return noun.endsWith('y') ? `${noun.slice(0, -1)}ies` : `${noun}s`
}
