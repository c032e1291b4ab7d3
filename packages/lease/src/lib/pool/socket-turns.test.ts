import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { findRuns } from '../recovery/found-runs.ts'
import { removeDeadTurns, SocketTurns } from './socket-turns.ts'

const credentials = { apiKey: 'key-1', baseUrl: 'https://api.test' }
const never = new AbortController().signal

describe('SocketTurns', () => {
  let folder = ''
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'turns-'))
  })
  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  const turns = (apiKey = 'key-1'): SocketTurns =>
    new SocketTurns(folder, { ...credentials, apiKey })

  it('gives a turn to one of many at a time, and to all of them', async () => {
    const now = { have: 0, most: 0, had: 0 }
    const run = async (): Promise<void> => {
      const endTurn = await turns().take('close', never)
      now.most = Math.max(now.most, ++now.have)
      await new Promise((resolve) => setTimeout(resolve, 5))
      now.have--
      now.had++
      endTurn()
    }
    await Promise.all(Array.from({ length: 8 }, run))
    expect(now).toEqual({ have: 0, most: 1, had: 8 })
    expect(readdirSync(folder)).toEqual([])
  })

  it('keeps apart who takes from different pools', async () => {
    const ends = await Promise.all([
      turns('key-1').take('close', never),
      turns('key-1').take('jira', never),
      turns('key-2').take('close', never),
    ])
    expect(readdirSync(folder)).toHaveLength(3)
    for (const endTurn of ends) endTurn()
  })

  it('goes on when whoever has the turn is killed', async () => {
    const endTurn = await turns().take('close', never)
    const [name = ''] = readdirSync(folder)
    endTurn()
    const path = join(folder, name)
    const code = `require('node:net').createServer().listen(${JSON.stringify(path)}, () => console.log('listens'))`
    const holder = spawn(process.execPath, ['-e', code], { stdio: ['ignore', 'pipe', 'inherit'] })
    await once(holder.stdout, 'data')
    const turn = turns().take('close', never)
    const early = await Promise.race([turn, new Promise((resolve) => setTimeout(resolve, 50, 0))])
    expect(early).toBe(0)
    holder.kill('SIGKILL')
    const end = await turn
    end()
    expect(existsSync(path)).toBe(false)
  })

  it('leaves no socket of a killed run to the next, and none of a live one', async () => {
    const endTurn = await turns().take('close', never)
    writeFileSync(join(folder, 'turn-0a1b2c.sock'), '')
    const live = readdirSync(folder).find((name) => name !== 'turn-0a1b2c.sock')
    await removeDeadTurns(folder)
    expect(readdirSync(folder)).toEqual([live])
    endTurn()
  })

  it('stops waiting when told to', async () => {
    const endTurn = await turns().take('close', never)
    const stop = new AbortController()
    const waiting = turns().take('close', stop.signal)
    setTimeout(() => stop.abort(), 10)
    await expect(waiting).rejects.toThrow(/abort/i)
    endTurn()
  })

  it('lets everybody go ahead where no socket can be had', async () => {
    const nowhere = new SocketTurns(join(folder, 'nowhere'), credentials)
    const ends = await Promise.all([nowhere.take('close', never), nowhere.take('close', never)])
    expect(ends).toHaveLength(2)
    for (const endTurn of ends) endTurn()
  })

  it('leaves nothing that a sweep would take for a run', async () => {
    const endTurn = await turns().take('close', never)
    expect(readdirSync(folder)).toHaveLength(1)
    expect(await findRuns(folder)).toEqual({
      runs: [],
      embedded: [],
      empty: [],
      turns: [],
      problems: [],
    })
    endTurn()
  })
})
