// Bundles what test workers load into one file for each entry. Every isolated test file pays for
// each module it loads, about 0.4 ms here; docs/decisions/worker-bundles.md has the numbers.
import { rolldown } from 'rolldown'

interface Entry {
  readonly folder: string
  /** What users import; what several of them need is one file more, so that it is there once. */
  readonly files: readonly string[]
  /** What stays an import: the runner, and what is only loaded when it is used. */
  readonly external: readonly string[]
}

/** In this order: the others have the first inside. */
const entries: readonly Entry[] = [
  { folder: 'packages/close', files: ['index.js'], external: [] },
  // Loaded by `require`, which Playwright answers with one file of ours made CommonJS, not several.
  { folder: 'packages/close', files: ['parameters.js'], external: ['acorn'] },
  {
    folder: 'packages/vitest',
    files: ['close.js', 'index.js'],
    external: [
      'vitest',
      '@sandpit/close/compare',
      '@sandpit/close/evidence',
      '@sandpit/close/property',
      '@sandpit/close/schema',
      '@sandpit/lease/mcp',
      '@sandpit/systems/format',
      'file-run.js',
    ],
  },
  {
    folder: 'packages/playwright',
    files: ['close.js', 'index.js'],
    external: [
      '@playwright/test',
      '@modelcontextprotocol/client',
      '@sandpit/close/compare',
      '@sandpit/close/evidence',
      '@sandpit/close/property',
      '@sandpit/close/schema',
      '@sandpit/systems/format',
      'worker-run.js',
    ],
  },
]

for (const { folder, files, external } of entries) {
  const bundle = await rolldown({
    input: files.map((file) => `${folder}/dist/${file}`),
    platform: 'node',
    external: (id, _importer, isResolved) =>
      id.startsWith('node:') ||
      external.some((name) => (isResolved || !id.startsWith('.')) && id.endsWith(name)),
  })
  await bundle.write({
    dir: `${folder}/dist`,
    entryFileNames: 'worker/[name].js',
    chunkFileNames: 'worker/[name].js',
    format: 'esm',
    minify: { compress: false, mangle: false, codegen: { removeWhitespace: true } },
  })
}
