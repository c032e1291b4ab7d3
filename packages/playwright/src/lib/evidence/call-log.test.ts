import { describe, expect, it } from 'vitest'
import { CallLog } from './call-log.ts'

const withoutTimes = (log: CallLog): string =>
  String(log).replaceAll(/ *\d+(\.\d+)? (m?s)/g, ' # $2')

const fine = async (): Promise<number> => 1

describe('CallLog', () => {
  it('says so when there was none', () => {
    expect(String(new CallLog())).toBe('none\n')
  })

  it('lists calls with how they ended, those in a row on one line', async () => {
    const log = new CallLog()
    expect(await log.record('dump', fine)).toBe(1)
    await log.record('dump', fine)
    await log.record('reset', fine)
    const failing = log.record('dump', () => Promise.reject(new Error('no')))
    await expect(failing).rejects.toThrow('no')
    void log.record('add', () => new Promise(() => {}))
    expect(withoutTimes(log)).toBe(
      [
        ' # s  dump (2 times): # ms',
        ' # s  reset: # ms',
        ' # s  dump: failed after # ms',
        ' # s  add: not answered',
        '',
      ].join('\n'),
    )
  })
})
