import { createMarkdownRenderer, disposeMdItInstance } from 'vitepress'
import { describe, expect, it } from 'vitest'
import { linkOut, pathOutside } from './links-out.ts'

async function render(text: string, repository: string | undefined): Promise<string> {
  // VitePress keeps one for all.
  disposeMdItInstance()
  const markdown = await createMarkdownRenderer('docs')
  linkOut(markdown, repository)
  return markdown.render(text, { path: '', relativePath: 'guide/ci.md', cleanUrls: true })
}

describe('linkOut', () => {
  const text =
    'The [workflow](../../.github/ci.yml), the [`guide`](init.md) and [a site](https://a.test).'

  it('leads to the file in the repository', async () => {
    expect(await render(text, 'https://host.test/me/it')).toContain(
      '<a href="https://host.test/me/it/blob/main/.github/ci.yml" target="_blank" rel="noreferrer">workflow</a>',
    )
  })

  it('leaves the text where the repository has no address', async () => {
    const html = await render(text, undefined)
    expect(html).toContain('<p>The workflow, the <a href="./init">')
    expect(html).toContain('<a href="https://a.test"')
  })
})

describe('pathOutside', () => {
  it('is a path of the repository, or nothing inside the documents', () => {
    expect(pathOutside('guide/ci.md', '../../packages/cli#x')).toBe('packages/cli#x')
    expect(pathOutside('releasing.md', '../CONTRIBUTING.md')).toBe('CONTRIBUTING.md')
    for (const href of [
      'init.md',
      '../reference/systems.md',
      '#top',
      '/guide/ci',
      'mailto:a@b.test',
    ]) {
      expect(pathOutside('guide/ci.md', href)).toBeUndefined()
    }
  })
})
