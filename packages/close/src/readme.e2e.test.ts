import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'

const packageFolder = path.join(import.meta.dirname, '..')

describe('the README', () => {
  it('has examples that compile', async () => {
    const readme = await readFile(path.join(packageFolder, 'README.md'), 'utf8')
    const examples = [...readme.matchAll(/^```ts\n(.*?)^```/gms)].map(([, code]) => code ?? '')
    expect(examples.length).toBeGreaterThan(2)
    expect(await compilerSays(examples)).toBe('')
  })
})

/** What the compiler has to say about these modules, as users of the package would write them. */
async function compilerSays(modules: readonly string[]): Promise<string> {
  const folder = await mkdtemp(path.join(packageFolder, 'dist', 'readme-'))
  try {
    const files = modules.map((_, index) => path.join(folder, `example-${index}.ts`))
    await Promise.all(files.map((file, index) => writeFile(file, modules[index] ?? '')))
    const options = [
      '--ignoreConfig',
      '--noEmit',
      '--strict',
      '--skipLibCheck',
      '--module',
      'nodenext',
      '--target',
      'es2024',
    ]
    const compiler = path.join(packageFolder, '../../node_modules/.bin/tsc')
    await promisify(execFile)(compiler, [...options, ...files])
    return ''
  } catch (error) {
    return (error as { readonly stdout?: string }).stdout ?? String(error)
  } finally {
    await rm(folder, { recursive: true })
  }
}
