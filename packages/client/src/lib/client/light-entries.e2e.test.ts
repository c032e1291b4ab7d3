import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'

const run = promisify(execFile)
const packageRoot = `${import.meta.dirname}/../../..`

/** Every file that importing one built entry loads. */
async function filesLoadedBy(entry: string): Promise<readonly string[]> {
  const script = `
    import { registerHooks } from 'node:module'
    registerHooks({ load(url, context, next) { console.log(url); return next(url, context) } })
    await import(${JSON.stringify(`${packageRoot}/dist/${entry}.js`)})`
  const { stdout } = await run(process.execPath, ['--input-type=module', '--eval', script])
  return stdout.trim().split('\n')
}

describe.each([
  ['errors', ['errors.js', 'lib/errors/sandpit-error.js']],
  [
    'service',
    [
      'service.js',
      'lib/seeds/parse-seed.js',
      'lib/seeds/parsed-seed.js',
      'lib/errors/issues.js',
      'lib/errors/printable.js',
      'lib/errors/sandpit-error.js',
      'lib/seeds/sandbox-service.js',
    ],
  ],
])('@sandpit/client/%s', (entry, files) => {
  it('loads a handful of our own small files and nothing else: workers import it', async () => {
    const loaded = await filesLoadedBy(entry)
    expect(loaded.map((url) => url.replace(/^.*\/dist\//, '')).toSorted()).toEqual(files.toSorted())
  })
})

describe('a client with an idle connection', () => {
  it.each(['await client.close()', ''])('does not keep the process alive (%j)', async (ending) => {
    const script = `
      import { createServer } from 'node:http'
      import { createClient } from ${JSON.stringify(`${packageRoot}/dist/index.js`)}
      const server = createServer((_, response) => response.end('{"sandboxes":[]}'))
      await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
      server.unref()
      const client = createClient({ apiKey: 'k', baseUrl: 'http://127.0.0.1:' + server.address().port })
      server.on('connection', (socket) => socket.unref())
      console.log((await client.list()).length)
      ${ending}
      process.on('exit', () => console.log(performance.now() - started < 1000))
      const started = performance.now()`
    const { stdout } = await run(process.execPath, ['--input-type=module', '--eval', script])
    expect(stdout).toBe('0\ntrue\n')
  })
})
