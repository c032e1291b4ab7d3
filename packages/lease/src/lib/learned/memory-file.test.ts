import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { LearnedRun } from './learned-run.ts'
import { mostBytes } from './memory.ts'
import { readMemory, writeMemory } from './memory-file.ts'
import { memoryPath } from './memory-path.ts'

let project: string
let path: string

beforeEach(() => {
  project = mkdtempSync(join(tmpdir(), 'sandpit-memory-'))
  writeFileSync(join(project, 'package.json'), '{}')
  path = memoryPath(join(project, 'packages/app')) ?? ''
})
afterEach(() => rmSync(project, { recursive: true, force: true }))

function learned(n: number): LearnedRun {
  const subject = n.toString(16).padStart(16, '0')
  return { subject, tests: n, workers: 1, seeds: [subject], strands: [Array(500).fill(0)] }
}

describe('the file of what runs learned', () => {
  it("lies in the package's node_modules", () => {
    expect(path).toBe(join(project, 'node_modules/.cache/sandpit/learned.json'))
    expect(memoryPath(dirname(path))).toBe(path)
  })

  it('is read as it was written, by its owner alone', async () => {
    expect(await readMemory(path)).toEqual([])
    await writeMemory(path, [learned(1)])
    await writeMemory(path, [learned(2)])
    expect(await readMemory(path)).toEqual([learned(2), learned(1)])
    // Windows has no such modes.
    const forOthers = process.platform === 'win32' ? 0 : statSync(path).mode & 0o077
    expect(forOthers).toBe(0)
  })

  it('is whole at every moment, when many runs end at once', async () => {
    await writeMemory(path, [learned(0)])
    const writing = { goesOn: true }
    const look = async (): Promise<void> => {
      while (writing.goesOn) expect(await readMemory(path)).not.toEqual([])
    }
    const looking = look()
    for (let round = 0; round < 5; round++) {
      await Promise.all(Array.from({ length: 8 }, (_, n) => writeMemory(path, [learned(n)])))
    }
    writing.goesOn = false
    await looking
    expect(readdirSync(dirname(path))).toEqual(['learned.json'])
  })

  it.each([
    ['rubbish', '\0\xff{'],
    ['a list', '[]'],
    ['a huge file', ' '.repeat(mostBytes) + '{}'],
  ])('is nothing when it is %s, and is written anew', async (_, text) => {
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, text)
    expect(await readMemory(path)).toEqual([])
    await writeMemory(path, [learned(1)])
    expect(await readMemory(path)).toEqual([learned(1)])
  })

  it('is left out where none can be written', async () => {
    mkdirSync(path, { recursive: true })
    await writeMemory(path, [learned(1)])
    expect(await readMemory(path)).toEqual([])
    expect(readdirSync(dirname(path))).toEqual(['learned.json'])
    const inAFile = join(project, 'package.json', 'learned.json')
    await writeMemory(inAFile, [learned(1)])
    expect(await readMemory(inAFile)).toEqual([])
  })
})
