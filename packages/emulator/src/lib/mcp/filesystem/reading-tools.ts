import { readdir, readFile, stat } from 'node:fs/promises'
import { join, matchesGlob } from 'node:path'

import { pathInWorkspace, shownPath } from '../../local/workspace-path.ts'
import { allOf, type FileTool, TEXT, textOf } from './file-tool.ts'

/** Tools that change nothing. */
export const READING_TOOLS: readonly FileTool[] = [
  {
    name: 'read_text_file',
    description: 'Read a file as UTF-8 text: whole, or its first or last lines.',
    readOnly: true,
    inputSchema: {
      type: 'object',
      properties: { path: TEXT, head: { type: 'integer' }, tail: { type: 'integer' } },
      required: ['path'],
    },
    async run(root, input) {
      const text = await readFile(await pathInWorkspace(root, textOf(input, 'path')), 'utf8')
      const { head, tail } = input
      if (head === undefined && tail === undefined) return text
      const lines = text.split('\n')
      return (head === undefined ? lines.slice(-Number(tail)) : lines.slice(0, Number(head))).join(
        '\n',
      )
    },
  },
  {
    name: 'read_multiple_files',
    description:
      'Read several files as UTF-8 text; one that cannot be read does not fail the rest.',
    readOnly: true,
    inputSchema: allOf({ paths: { type: 'array', items: TEXT } }),
    async run(root, input) {
      const paths = input['paths'] as readonly string[]
      return (await Promise.all(paths.map((path) => readOne(root, path)))).join('\n---\n')
    },
  },
  {
    name: 'list_directory',
    description: 'List what is in a directory, directories and files told apart.',
    readOnly: true,
    inputSchema: allOf({ path: TEXT }),
    async run(root, input) {
      const directory = await pathInWorkspace(root, textOf(input, 'path'))
      const entries = await readdir(directory, { withFileTypes: true })
      return entries
        .map((entry) => `${entry.isDirectory() ? '[DIR]' : '[FILE]'} ${entry.name}`)
        .toSorted()
        .join('\n')
    },
  },
  {
    name: 'search_files',
    description: 'Find files and directories whose path under a directory matches a glob pattern.',
    readOnly: true,
    inputSchema: allOf({ path: TEXT, pattern: TEXT }),
    async run(root, input) {
      const directory = await pathInWorkspace(root, textOf(input, 'path'))
      const pattern = textOf(input, 'pattern')
      const names = await readdir(directory, { recursive: true })
      const found = names.filter((name) => matchesGlob(name, pattern)).toSorted()
      const shown = await Promise.all(found.map((name) => shownPath(root, join(directory, name))))
      return shown.length === 0 ? 'No matches found' : shown.join('\n')
    },
  },
  {
    name: 'get_file_info',
    description: 'Get the size, kind, times and permissions of a file or directory.',
    readOnly: true,
    inputSchema: allOf({ path: TEXT }),
    async run(root, input) {
      const found = await stat(await pathInWorkspace(root, textOf(input, 'path')))
      return [
        `size: ${found.size}`,
        `created: ${found.birthtime.toISOString()}`,
        `modified: ${found.mtime.toISOString()}`,
        `accessed: ${found.atime.toISOString()}`,
        `isDirectory: ${found.isDirectory()}`,
        `isFile: ${found.isFile()}`,
        `permissions: ${found.mode.toString(8).slice(-3)}`,
      ].join('\n')
    },
  },
  {
    name: 'list_allowed_directories',
    description: 'List the directories that the other tools may be used on.',
    readOnly: true,
    inputSchema: { type: 'object', properties: {} },
    run: () => Promise.resolve('Allowed directories:\n/'),
  },
]

async function readOne(root: string, path: string): Promise<string> {
  try {
    return `${path}:\n${await readFile(await pathInWorkspace(root, path), 'utf8')}\n`
  } catch (error) {
    return `${path}: Error - ${error instanceof Error ? withoutRoot(error.message, root) : ''}`
  }
}

/** Errors of the disk name where the workspace really is, which is nobody's business. */
export function withoutRoot(message: string, root: string): string {
  return message.replaceAll(root, '')
}
