// Bundles what test workers load into one file for each entry. Every isolated test file pays for
// each module it loads, about 0.4 ms here; docs/decisions/worker-bundles.md has the numbers.
import { rolldown } from 'rolldown'

interface Entry {
  readonly folder: string
  readonly file: string
  /** What stays an import: the runner, and what is only loaded when it is used. */
  readonly external: readonly string[]
}

/** In this order: the second has the first inside. */
const entries: readonly Entry[] = [
  { folder: 'packages/close', file: 'index.js', external: [] },
  {
    folder: 'packages/vitest',
    file: 'close.js',
    external: ['vitest', '@sandpit/close/compare', '@sandpit/close/property', 'file-run.js'],
  },
]

for (const { folder, file, external } of entries) {
  const bundle = await rolldown({
    input: `${folder}/dist/${file}`,
    platform: 'node',
    external: (id, _importer, isResolved) =>
      id.startsWith('node:') ||
      external.some((name) => (isResolved || !id.startsWith('.')) && id.endsWith(name)),
  })
  await bundle.write({
    dir: `${folder}/dist`,
    entryFileNames: `worker/${file}`,
    format: 'esm',
    sourcemap: true,
    minify: { compress: false, mangle: false, codegen: { removeWhitespace: true } },
  })
}
