import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:net'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import { findRuns } from './found-runs.ts'
import { runDirectory } from '../record/run-directory.ts'

const runId = '0123456789ab'
/** More than any system gives to a process. */
const noPid = 2 ** 30

function journal(run: object = {}): string {
  const entries = [
    {
      event: 'run',
      version: 1,
      runId,
      pid: noPid,
      host: hostname(),
      at: 'a',
      baseUrl: 'b',
      ...run,
    },
    { event: 'acquiring', acquireId: 'a', server: 'close' },
    { event: 'acquired', acquireId: 'a', sandboxId: 'sandbox-a' },
  ]
  return entries.map((entry) => `${JSON.stringify(entry)}\n`).join('')
}

describe('findRuns', () => {
  let folder = ''
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'found-'))
  })
  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  function writeJournal(text: string, name: string = runId): void {
    const directory = runDirectory(name, folder)
    mkdirSync(directory.path)
    writeFileSync(directory.journal, text)
  }

  async function listen(): Promise<void> {
    const server = createServer().listen(runDirectory(runId, folder).socket)
    onTestFinished(() => void server.close())
    await new Promise((resolve) => server.once('listening', resolve))
  }

  it('finds nothing where no run ever was', async () => {
    expect(await findRuns(join(folder, 'none'))).toEqual({
      runs: [],
      embedded: [],
      empty: [],
      turns: [],
      problems: [],
    })
  })

  it('reads what a dead run held, its last line cut off or not', async () => {
    writeJournal(`${journal()}{"event":"released","att`)
    const { runs, problems } = await findRuns(folder)
    expect(problems).toEqual([])
    expect(runs).toMatchObject([{ life: 'dead', held: [{ sandboxId: 'sandbox-a' }] }])
  })

  it('takes a run for alive when its socket answers, whatever its process id says', async () => {
    writeJournal(journal())
    await listen()
    expect((await findRuns(folder)).runs).toMatchObject([{ life: 'alive' }])
  })

  it('takes a run for dead when its socket is deaf, although another process has its id', async () => {
    writeJournal(journal({ pid: process.pid }))
    writeFileSync(runDirectory(runId, folder).socket, '')
    expect((await findRuns(folder)).runs).toMatchObject([{ life: 'dead' }])
  })

  it('takes a run without a socket for alive as long as its process is', async () => {
    writeJournal(journal({ pid: process.pid }))
    expect((await findRuns(folder)).runs).toMatchObject([{ life: 'alive' }])
  })

  it('knows a run of another machine', async () => {
    writeJournal(journal({ host: 'another.invalid' }))
    expect((await findRuns(folder)).runs).toMatchObject([{ life: 'elsewhere' }])
  })

  it.each([
    ['a journal of a newer version', journal({ version: 2 }), /version 2, written by a newer/],
    ['a foreign file in its place', '{"name":"package"}\n', /is no journal of Sandpit/],
    ['binary nonsense', '\0\xff\n\0', /is no journal of Sandpit/],
    ['a damaged first line', journal().replace('{', ''), /sweep --run 0123456789ab/],
  ])('says what is wrong with %s, and reads the others', async (_, text, message) => {
    writeJournal(text)
    writeJournal(journal({ runId: 'ffffffffffff' }), 'ffffffffffff')
    const { runs, problems } = await findRuns(folder)
    expect(problems.map((problem) => problem.message)).toEqual([expect.stringMatching(message)])
    expect(runs.map(({ entry }) => entry.runId)).toEqual(['ffffffffffff'])
  })

  it('leaves alone what is no run', async () => {
    mkdirSync(join(folder, 'something'))
    symlinkSync(tmpdir(), join(folder, 'abcdefabcdef'))
    mkdirSync(join(folder, runId, 'journal.jsonl'), { recursive: true })
    const { problems } = await findRuns(folder)
    expect(problems).toHaveLength(3)
    for (const { message } of problems) expect(message).toContain('it was left alone')
  })

  it.each(['', '{"ev', '{"event":"run","version":1,"runId":"0123'])(
    'takes a journal that ends in its first line, %j, for one of a run that took nothing',
    async (text) => {
      writeJournal(text)
      expect(await findRuns(folder)).toEqual({
        runs: [],
        embedded: [],
        empty: [join(folder, runId)],
        turns: [],
        problems: [],
      })
    },
  )

  it('passes over a run that is only just starting, and finds it when it never did', async () => {
    const { path } = runDirectory(runId, folder)
    mkdirSync(path)
    expect((await findRuns(folder)).empty).toEqual([])
    utimesSync(path, 0, 0)
    expect((await findRuns(folder)).empty).toEqual([path])
    await listen()
    expect((await findRuns(folder)).empty).toEqual([])
    expect(existsSync(path)).toBe(true)
  })
})
