import { mkdir, readFile, rename, stat, writeFile } from 'node:fs/promises'

import { pathInWorkspace } from '../../local/workspace-path.ts'
import { allOf, type FileTool, TEXT, textOf } from './file-tool.ts'

interface Edit {
  readonly oldText: string
  readonly newText: string
}

/** Tools that change the workspace. */
export const WRITING_TOOLS: readonly FileTool[] = [
  {
    name: 'write_file',
    description: 'Write a file, in place of the one that is there.',
    readOnly: false,
    inputSchema: allOf({ path: TEXT, content: TEXT }),
    async run(root, input) {
      const path = textOf(input, 'path')
      await writeFile(await pathInWorkspace(root, path), textOf(input, 'content'))
      return `Successfully wrote to ${path}`
    },
  },
  {
    name: 'edit_file',
    description: 'Replace texts in a file. Each must be there; all of them are replaced, or none.',
    readOnly: false,
    inputSchema: allOf({
      path: TEXT,
      edits: { type: 'array', items: allOf({ oldText: TEXT, newText: TEXT }) },
    }),
    async run(root, input) {
      const path = textOf(input, 'path')
      const file = await pathInWorkspace(root, path)
      const edits = input['edits'] as readonly Edit[]
      await writeFile(file, edits.reduce(edited, await readFile(file, 'utf8')))
      return `Successfully edited ${path}`
    },
  },
  {
    name: 'create_directory',
    description: 'Create a directory, with those above it. One that is there is left alone.',
    readOnly: false,
    inputSchema: allOf({ path: TEXT }),
    async run(root, input) {
      const path = textOf(input, 'path')
      await mkdir(await pathInWorkspace(root, path), { recursive: true })
      return `Successfully created directory ${path}`
    },
  },
  {
    name: 'move_file',
    description: 'Move or rename a file or directory. Nothing may be at the destination.',
    readOnly: false,
    inputSchema: allOf({ source: TEXT, destination: TEXT }),
    async run(root, input) {
      const [source, destination] = [textOf(input, 'source'), textOf(input, 'destination')]
      const from = await pathInWorkspace(root, source)
      const to = await pathInWorkspace(root, destination)
      if (await exists(to)) throw new Error(`Destination already exists: ${destination}`)
      await rename(from, to)
      return `Successfully moved ${source} to ${destination}`
    },
  },
]

function edited(text: string, { oldText, newText }: Edit): string {
  const at = text.indexOf(oldText)
  if (at === -1) throw new Error(`Could not find exact match for edit:\n${oldText}`)
  return text.slice(0, at) + newText + text.slice(at + oldText.length)
}

function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  )
}
