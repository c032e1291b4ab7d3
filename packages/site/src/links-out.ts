// Links of a document to files outside `docs`: on the site they lead to the repository, where it has
// an address; where it has none yet, only their text is left.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { MarkdownRenderer } from 'vitepress'

const root = join(import.meta.dirname, '../../..')

type Token = ReturnType<MarkdownRenderer['parse']>[number]

/** Where the repository is, as the published packages name it. */
export function repositoryUrl(): string | undefined {
  const manifest = JSON.parse(readFileSync(join(root, 'packages/client/package.json'), 'utf8')) as {
    readonly repository?: { readonly url: string }
  }
  return manifest.repository?.url.replace(/^git\+/, '').replace(/\.git$/, '')
}

/** Where a link of a page leads, from the root of the repository; `undefined` inside `docs`. */
export function pathOutside(page: string, href: string): string | undefined {
  if (/^(?:\w+:|#|\/)/.test(href)) return undefined
  const path = join('docs', page, '..', href)
  return path.startsWith('docs/') ? undefined : path
}

/** A plugin for VitePress's Markdown. */
export function linkOut(markdown: MarkdownRenderer, repository: string | undefined): void {
  markdown.core.ruler.push('links-out', ({ tokens, env }) => {
    const { relativePath = '' } = env as { readonly relativePath?: string }
    for (const { children } of tokens) if (children) turnOut(children, relativePath, repository)
  })
}

function turnOut(tokens: Token[], page: string, repository: string | undefined): void {
  for (const [index, token] of tokens.entries()) {
    const path = token.type === 'link_open' && pathOutside(page, token.attrGet('href') ?? '')
    if (!path) continue
    if (repository !== undefined) token.attrSet('href', `${repository}/blob/main/${path}`)
    else unlink(tokens, index)
  }
}

/** Links do not nest, so the next end is this one's. */
function unlink(tokens: readonly Token[], start: number): void {
  const end = tokens.findIndex(({ type }, index) => index > start && type === 'link_close')
  for (const token of [tokens[start], tokens[end]]) {
    if (token) Object.assign(token, { type: 'text', tag: '', content: '', nesting: 0, attrs: null })
  }
}
