import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createRunDirectory, runsFolder } from './run-directory.ts'

describe('createRunDirectory', () => {
  let temporary = ''
  beforeEach(() => {
    temporary = mkdtempSync(join(tmpdir(), 'runs-'))
  })
  afterEach(() => rmSync(temporary, { recursive: true, force: true }))

  it('makes a folder that nobody else can look into', () => {
    const { path } = createRunDirectory('run', temporary)
    expect(statSync(path).mode & 0o777).toBe(0o700)
    expect(statSync(runsFolder(temporary)).mode & 0o777).toBe(0o700)
  })

  it('says what to set when no socket fits in', () => {
    expect(() => createRunDirectory('run', join(temporary, 'x'.repeat(100)))).toThrow(
      /set TMPDIR to a shorter one/,
    )
  })

  it('says what to set when it may not write there', () => {
    const file = join(temporary, 'file')
    writeFileSync(file, '')
    expect(() => createRunDirectory('run', file)).toThrow(/set TMPDIR/)
  })

  it('counts the bytes of the path, not its characters', () => {
    expect(() => createRunDirectory('run', join(temporary, 'ü'.repeat(40)))).toThrow(
      /set TMPDIR to a shorter one/,
    )
  })

  it.each([
    ['a link', (runs: string) => symlinkSync(temporary, runs), 'is no folder'],
    [
      'a folder that everybody may write to',
      (runs: string) => {
        mkdirSync(runs)
        chmodSync(runs, 0o777)
      },
      'may be written to by other users',
    ],
  ])('keeps nothing in %s, and makes nothing there', (_, make, message) => {
    const runs = runsFolder(temporary)
    make(runs)
    const before = readdirSync(runs)
    expect(() => createRunDirectory('run', temporary)).toThrow(message)
    expect(readdirSync(runs)).toEqual(before)
  })
})
