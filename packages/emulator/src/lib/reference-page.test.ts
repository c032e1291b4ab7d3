import { readFileSync } from 'node:fs'

import { describe, expect, it } from 'vitest'

import { ACTIONS } from './close/actions/actions.ts'
import type { Resource } from './close/call/resource.ts'
import { EmulatedClose } from './close/close-sandbox.ts'
import { activityVocabulary } from './close/search/activity-search.ts'
import { contactVocabulary } from './close/search/contact-search.ts'
import { leadVocabulary } from './close/search/lead-search.ts'
import { opportunityVocabulary } from './close/search/opportunity-search.ts'
import { taskVocabulary } from './close/search/task-search.ts'
import { resources, restResources } from './close/resources/resources.ts'
import { gmailSystem } from './mcp/gmail/gmail-system.ts'
import { calendarSystem } from './mcp/google-calendar/calendar-system.ts'
import { slackSystem } from './mcp/slack/slack-system.ts'
import { FILE_TOOLS } from './mcp/filesystem/filesystem-server.ts'
import type { InputSchema } from './mcp/input-schema.ts'
import { type Tool, TOOLS } from './mcp/close/tool.ts'
import { OPERATIONS } from './routes/operations.ts'
import { Random } from './world/random.ts'

const page = readFileSync(`${import.meta.dirname}/../../../../docs/reference/emulator.md`, 'utf8')

const { store } = new EmulatedClose(new Random(1))
const VOCABULARIES: Readonly<Record<string, Words>> = {
  leads: leadVocabulary(store),
  contacts: contactVocabulary(store),
  opportunities: opportunityVocabulary(store),
  tasks: taskVocabulary(store),
  activities: activityVocabulary(store),
}

interface Words {
  readonly fields: ReadonlyMap<string, unknown>
  readonly nested?: ReadonlyMap<string, unknown>
}

describe('docs/reference/emulator.md', () => {
  it('lists every tool of the systems that have some', () => {
    const listed = rowsOf('Tools of systems').flatMap(([names = '', kind]) =>
      names.split(' ').map((name) => `${name} ${kind}`),
    )
    const served = [gmailSystem, calendarSystem, slackSystem].flatMap(({ tools }) =>
      tools.map(({ name, annotations }) => {
        const kind = annotations?.['readOnlyHint'] === true ? 'reads' : 'writes'
        return `${name} ${kind}`
      }),
    )
    expect(sorted(listed)).toEqual(sorted(served))
  })

  it('lists every operation of the sandbox API', () => {
    const served = OPERATIONS.map(({ method, path }) => {
      const named = path.replace(/^(\/local-sandbox\/):sandbox_id/, '$1{local_sandbox_id}')
      return `${method} ${named.replaceAll(/:(\w+)/g, '{$1}')}`
    })
    expect(sorted(rowsOf('The sandbox API').map(operationOf))).toEqual(sorted(served))
  })

  it("lists every operation of Close's REST API", () => {
    const ofResources = [...resources].flatMap(([name, resource]) => operationsOf(name, resource))
    const served = [...ofResources, 'GET /me/', 'POST /lead/merge/', 'PUT /task/']
    expect(sorted(restRows().map(operationOf))).toEqual(sorted(served))
  })

  it("lists everything else of Close's REST API", () => {
    const others = [...restResources].filter(([name]) => !resources.has(name))
    const served = [
      ...others.map(([name, resource]) => `/${name}/: ${verbsOf(resource)}`),
      ...[...ACTIONS]
        .filter(([path]) => !CORE_ACTIONS.has(path))
        .map(([path, verbs]) => `/${path}/: ${Object.keys(verbs).join(' ')}`),
    ]
    const rows = rowsOf("More of Close's REST API").map(([path, verbs]) => `${path}: ${verbs}`)
    expect(sorted(rows)).toEqual(sorted(served))
  })

  it('lists every tool in its order, with its hint, operation, arguments and envelope', () => {
    const rows = rowsOf("Close's MCP server").map((row) => row.slice(0, 5))
    expect(rows).toEqual(TOOLS.map(toolRow))
  })

  it('lists every tool of the filesystem server', () => {
    const served = FILE_TOOLS.map(({ name, readOnly, inputSchema }) => [
      name,
      readOnly ? 'reads' : 'writes',
      argumentsOf(inputSchema),
    ])
    expect(rowsOf('Other MCP servers')).toEqual(served)
  })

  it('says of each how it is known', () => {
    const known = [...restRows(), ...rowsOf("Close's MCP server")].map((row) => row.at(-1))
    expect(known.length).toBe(restRows().length + TOOLS.length)
    expect(known.filter((text) => !/^(recorded|documented|inferred)/.test(text ?? ''))).toEqual([])
  })

  it.each(Object.keys(VOCABULARIES))(
    'lists every field and object that %s are searched by',
    (of) => {
      const { fields, nested } = VOCABULARIES[of] ?? {}
      expect(sorted(searchWords('Of', of))).toEqual(sorted([...(fields?.keys() ?? [])]))
      const objects = searchWords('Within', of).filter((word) => !word.endsWith('_status'))
      expect(sorted(objects)).toEqual(sorted([...(nested?.keys() ?? [])]))
    },
  )
})

/** The actions that the first table has rows of their own for. */
const CORE_ACTIONS: ReadonlySet<string> = new Set(['me', 'lead/merge', 'task'])

function verbsOf(resource: Resource): string {
  const verbs: readonly Verb[] = ['list', 'create', 'get', 'update', 'delete']
  return verbs.filter((verb) => resource[verb] !== undefined).join(' ')
}

/** The cells of the first table under a heading, code marks left out. */
function rowsOf(heading: string): readonly (readonly string[])[] {
  const [, section = ''] = page.split(`\n## ${heading}\n`)
  const table = /(?:^\|.*\n)+/m.exec(section)?.[0] ?? ''
  return table
    .trim()
    .split('\n')
    .slice(2)
    .map((line) =>
      line
        .slice(1, -1)
        .split('|')
        .map((cell) => cell.replaceAll('`', '').trim()),
    )
}

function restRows(): readonly (readonly string[])[] {
  return rowsOf("Close's REST API")
}

function operationOf([operation = '']: readonly string[]): string {
  return operation
}

type Verb = Exclude<keyof Resource, 'listing' | 'created' | 'deleted'>

function operationsOf(name: string, resource: Resource): readonly string[] {
  const operations: Readonly<Record<Verb, string>> = {
    list: `GET /${name}/`,
    create: `POST /${name}/`,
    get: `GET /${name}/{id}/`,
    update: `PUT /${name}/{id}/`,
    delete: `DELETE /${name}/{id}/`,
    send: `POST /${name}/{id}/send/`,
  }
  return Object.entries(operations)
    .filter(([action]) => resource[action as keyof Resource] !== undefined)
    .map(([, operation]) => operation)
}

function toolRow(tool: Tool): readonly string[] {
  const hint = tool.readOnly ? 'reads' : 'writes'
  const inputs = argumentsOf(tool.inputSchema)
  return [tool.name, hint, operationBehind(tool), inputs, tool.envelope]
}

function argumentsOf({ properties = {}, required = [] }: InputSchema): string {
  return Object.keys(properties)
    .map((name) => `${name}${required.includes(name) ? '' : '?'}`)
    .join(' ')
}

function operationBehind({ method, path }: Tool): string {
  return `${method} /${path.replace(/\{\w+\}/, '{id}')}`
}

/** The words in code marks in the row of a kind of thing, in the table with that first column. */
function searchWords(column: string, of: string): readonly string[] {
  const [, section = ''] = page.split('\n## Searches\n')
  const [, table = ''] = section.split(new RegExp(`^\\| ${column} .*\\n`, 'm'))
  const row = table.split('\n').find((line) => line.startsWith(`| ${of} `)) ?? ''
  return Array.from(row.matchAll(/`([^`]+)`/g), ([, word = '']) => word)
}

function sorted(values: readonly string[]): readonly string[] {
  return values.toSorted()
}
