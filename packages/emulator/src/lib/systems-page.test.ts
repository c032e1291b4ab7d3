import { describe, expect, it } from 'vitest'

import { LOCAL_SERVER_NAMES } from './local/local-server-name.ts'
import { SERVER_NAMES } from './sandbox/server-name.ts'
import { systemsPage, writtenPage } from './systems-page.testing.ts'

describe('docs/reference/systems.md', () => {
  it('is what the code knows', () => {
    expect(writtenPage()).toBe(systemsPage())
  })

  it('has a row for every name of the reference', () => {
    const rows = [...writtenPage().matchAll(/^\| `([^`]+)`/gm)].map(([, name]) => name ?? '')
    const names = new Set<string>([...SERVER_NAMES, ...LOCAL_SERVER_NAMES])
    expect(rows.toSorted((a, b) => a.localeCompare(b))).toEqual(
      [...names].toSorted((a, b) => a.localeCompare(b)),
    )
  })
})
