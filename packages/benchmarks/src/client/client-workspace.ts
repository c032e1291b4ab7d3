import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, mkdtemp, open, rm } from 'node:fs/promises'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { promisify } from 'node:util'
import { type Measurement, printMeasurements } from '../measurement.ts'

const sizeMiB = Number(process.env['SANDPIT_BENCH_WORKSPACE_MIB'] ?? 1024)
const mostMiB = 150

/** The most memory a process holds while it moves a workspace up and down again. */
export async function measureWorkspaceMemory(): Promise<readonly Measurement[]> {
  const home = await mkdtemp(join(tmpdir(), 'sandpit-bench-'))
  const server = createServer((request, response) => {
    void answer(request, response, join(home, 'archive'))
  })
  try {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const address = server.address()
    const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`
    await writeWorkspace(join(home, 'source'))
    const up = await transfer(url, 'uploadWorkspace', join(home, 'source'))
    const down = await transfer(url, 'downloadWorkspace', join(home, 'target'))
    return [up, down]
  } finally {
    server.close()
    await rm(home, { recursive: true, force: true })
  }
}

/** Files of every size, half of each random, so that compression has its usual work. */
async function writeWorkspace(directory: string): Promise<void> {
  await mkdir(directory)
  const mebibyte = Buffer.concat([randomBytes(2 ** 19), Buffer.alloc(2 ** 19, 'workspace ')])
  const big = await open(join(directory, 'big.bin'), 'w')
  for (let written = 0; written < sizeMiB * 0.75; written++) await big.write(mebibyte)
  await big.close()
  for (let file = 0; file < sizeMiB * 0.25; file++) {
    const small = await open(join(directory, `${file}.bin`), 'w')
    await small.write(mebibyte)
    await small.close()
  }
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  archive: string,
): Promise<void> {
  const signed = `http://${request.headers.host}/archive?signature=1`
  if (request.url?.startsWith('/archive') !== true) {
    const urls = { upload_url: signed, download_url: signed, expires_in_minutes: 30 }
    response.end(JSON.stringify({ ...urls, sandbox_id: 'l1', status: 'occupied' }))
  } else if (request.method === 'PUT') {
    await pipeline(request, createWriteStream(archive))
    response.end()
  } else await pipeline(createReadStream(archive), response)
}

async function transfer(
  url: string,
  method: 'uploadWorkspace' | 'downloadWorkspace',
  directory: string,
): Promise<Measurement> {
  const script = `import { createClient } from '@sandpit/client'
    await using client = createClient({ apiKey: 'k', baseUrl: ${JSON.stringify(url)} })
    await client.local.${method}('l1', ${JSON.stringify(directory)})
    console.log(process.resourceUsage().maxRSS / 1024)`
  const startedAt = performance.now()
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--input-type=module', '--eval', script],
    { cwd: import.meta.dirname },
  )
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(0)
  const ours = Number(stdout)
  const name = `${method}, ${sizeMiB} MiB in ${seconds} s: most memory`
  return { name, unit: 'MiB', ours, theirs: undefined, value: ours, atMost: mostMiB }
}

if (process.argv[1] === import.meta.filename)
  printMeasurements('workspace transfer', await measureWorkspaceMemory())
