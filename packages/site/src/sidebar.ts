// The sidebar: documents in the order of docs/README.md, and the API by package.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { DefaultTheme } from 'vitepress'
import { entries, entryPage, type Entry } from './entries.ts'

const docs = join(import.meta.dirname, '../../../docs')

/** One group for each list of docs/README.md; its text is the line above the list. */
export function documentGroups(index: string): DefaultTheme.SidebarItem[] {
  return index
    .split(/^(?=\S.*:$)/m)
    .slice(1)
    .map((part) => {
      const [, title = ''] = /^([^,:]+)/.exec(part) ?? []
      const links = part.matchAll(/^(?:\d+\.|-) \[(.+?)\]\((\S+)\.md\)/gm)
      const items = [...links].map(([, text = '', page]) => ({
        text: plain(text),
        link: `/${page}`,
      }))
      return { text: title, items, collapsed: title === 'Decisions' }
    })
}

function plain(markdown: string): string {
  return markdown.replaceAll('`', '')
}

function apiGroup(text: string, reader: Entry['reader']): DefaultTheme.SidebarItem {
  return {
    text,
    collapsed: true,
    items: entries
      .filter((entry) => entry.reader === reader)
      .map(({ specifier }) => ({ text: specifier, link: `/${entryPage(specifier)}` })),
  }
}

export function sidebar(): DefaultTheme.SidebarItem[] {
  const index = readFileSync(join(docs, 'README.md'), 'utf8')
  const groups = documentGroups(index)
  const decisions = groups.findIndex(({ text }) => text === 'Decisions')
  return groups.toSpliced(
    decisions,
    0,
    apiGroup('API for tests', 'tests'),
    apiGroup('API for adapters', 'adapters'),
    apiGroup('API between packages', 'packages'),
  )
}
