import { globSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { documentGroups, sidebar } from './sidebar.ts'

describe('documentGroups', () => {
  it('makes a group of each list, in its order', () => {
    const index = [
      '# Documents',
      '',
      'Guides, in order:',
      '',
      '1. [First](guide/first.md): what',
      '2. [`second`](guide/second.md): what',
      '',
      'Decisions, where:',
      '',
      '- [Third](decisions/third.md)',
    ]
    expect(documentGroups(index.join('\n'))).toEqual([
      {
        text: 'Guides',
        collapsed: false,
        items: [
          { text: 'First', link: '/guide/first' },
          { text: 'second', link: '/guide/second' },
        ],
      },
      { text: 'Decisions', collapsed: true, items: [{ text: 'Third', link: '/decisions/third' }] },
    ])
  })
})

describe('sidebar', () => {
  it('has every document', () => {
    const docs = join(import.meta.dirname, '../../../docs')
    const pages = globSync('*/*.md', { cwd: docs, exclude: ['api/**'] })
    const linked = new Set(sidebar().flatMap(({ items = [] }) => items.map(({ link }) => link)))
    const missing = pages.map((page) => `/${page.slice(0, -3)}`).filter((page) => !linked.has(page))
    expect(missing).toEqual([])
    expect(pages.length).toBeGreaterThan(40)
  })
})
