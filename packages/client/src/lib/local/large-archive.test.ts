import { describe, expect, it } from 'vitest'
import { largeArchive } from './large-archive.ts'

const mebibyte = 2 ** 20
const facts = { operation: 'downloadWorkspace' }

describe('largeArchive', () => {
  it.each([
    ['400 KB that unpack to 64 MiB', 64 * mebibyte, 400_000, false],
    ['400 KB that unpack to more', 64 * mebibyte + 1, 400_000, true],
    ['10 MiB of text, at a hundred to one', 1000 * mebibyte, 10 * mebibyte, false],
    ['10 MiB at more than that', 1001 * mebibyte, 10 * mebibyte, true],
    ['100 MiB that unpack to 4 GiB', 4096 * mebibyte, 100 * mebibyte, false],
    ['100 MiB that unpack to more', 4097 * mebibyte, 100 * mebibyte, true],
  ])(
    'of %s: %i bytes of %i that travelled, is an error: %s',
    (_what, archive, travelled, isOne) => {
      const error = largeArchive(archive, travelled, undefined, facts)
      expect(error?.code).toBe(isOne ? 'protocol' : undefined)
    },
  )

  it('goes by what its reader says, and names the option', () => {
    expect(largeArchive(5000 * mebibyte, 1, 5000 * mebibyte, facts)).toBeUndefined()
    expect(largeArchive(11, 1, 10, facts)?.message).toContain(
      'more than 10 bytes (maxUnpackedBytes)',
    )
  })
})
