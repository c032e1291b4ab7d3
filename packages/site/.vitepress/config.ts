import { join } from 'node:path'
import { defineConfig, type Plugin } from 'vitepress'
import { headingSlug } from '../src/heading-slug.ts'
import { linkOut, repositoryUrl } from '../src/links-out.ts'
import { sidebar } from '../src/sidebar.ts'

const repository = repositoryUrl()
const icon =
  "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 32 32'><rect width='32' height='32' rx='7' fill='%233451b2'/><path d='M7 21h18l-4 5H11z' fill='%23f4c95d'/><path d='M9 21a7 7 0 0 1 14 0z' fill='%23fff'/></svg>"

const docs = join(import.meta.dirname, '../../../docs')

/** Pages import Vue, and are outside of the package that has it. */
const dependenciesOfDocuments: Plugin = {
  name: 'dependencies-of-documents',
  enforce: 'pre',
  resolveId(source, importer) {
    if (!importer?.startsWith(docs) || !/^vue(?:$|\/)/.test(source)) return undefined
    return this.resolve(source, import.meta.filename, { skipSelf: true })
  },
}

export default defineConfig({
  title: 'Sandpit',
  description: 'Every test gets a seeded sandbox of its own.',
  lang: 'en',
  srcDir: '../../docs',
  // The index of documents is the sidebar.
  srcExclude: ['README.md'],
  outDir: 'dist',
  cacheDir: 'node_modules/.cache/vitepress',
  // A site of a project is served below the project's name.
  base: process.env['SITE_BASE'] ?? '/',
  cleanUrls: true,
  head: [['link', { rel: 'icon', href: icon }]],
  markdown: {
    anchor: { slugify: headingSlug },
    config: (markdown) => linkOut(markdown, repository),
  },
  vite: {
    plugins: [dependenciesOfDocuments],
    build: { chunkSizeWarningLimit: 2000 },
  },
  themeConfig: {
    nav: [
      { text: 'Guide', link: '/guide/getting-started', activeMatch: '^/guide/' },
      { text: 'API', link: '/api/vitest/close', activeMatch: '^/api/' },
      { text: 'Reference', link: '/reference/operations', activeMatch: '^/reference/' },
    ],
    sidebar: sidebar(),
    outline: [2, 3],
    search: { provider: 'local' },
    ...(repository === undefined ? {} : { socialLinks: [{ icon: 'github', link: repository }] }),
  },
})
