import type { ListedSandbox } from '@sandpit/client'
import { describe, expect, it } from 'vitest'
import { type Evidence, type Ownership, ownershipOf } from './ownership.ts'

const held = { acquireId: 'mine', server: 'close', sandboxId: 'sandbox' }

function listed(tags: ListedSandbox['tags'], changes: Partial<ListedSandbox> = {}): ListedSandbox {
  const { sandboxId, server } = held
  const rest = { benchmark: undefined, updatedAt: undefined, status: 'occupied' }
  return { sandboxId, server, tags, ...rest, ...changes }
}

const mine = { sandpit_run: 'run', sandpit_acquire: 'mine' }
const another = { sandpit_run: 'run', sandpit_acquire: 'another' }
const other = listed(another, { sandboxId: 'other' })

const cases: [string, Ownership, Partial<Evidence>][] = [
  ['carries the tag of its acquire', 'ours', { listed: [listed(mine)] }],
  [
    'carries it under another key of the account',
    'ours',
    { listed: [listed(mine)], isSameKey: false },
  ],
  ['carries the tag of another acquire', 'returned', { listed: [listed(another)] }],
  ['carries tags of somebody else', 'returned', { listed: [listed({ team: 'x' })] }],
  ['carries a tag of somebody else', 'returned', { listed: [listed(['x'])] }],
  ['has no tags where others have theirs', 'returned', { listed: [listed(undefined), other] }],
  ['is on a service that shows no tags', 'ours', { listed: [listed([])] }],
  ['outlived its time there', 'unproven', { listed: [listed([])], mayHaveEnded: () => true }],
  ['is there under another key', 'unproven', { listed: [listed([])], isSameKey: false }],
  ['is on a service that has no list', 'ours', { listed: undefined }],
  ['outlived its time on one', 'unproven', { listed: undefined, mayHaveEnded: () => true }],
  ['is idle', 'returned', { listed: [listed(mine, { status: 'idle' })] }],
  ['is in state error', 'ours', { listed: [listed(mine, { status: 'error' })] }],
  ['carries it in another case', 'ours', { listed: [listed({ sandpit_acquire: 'MINE' })] }],
  ['carries it among texts without names', 'ours', { listed: [listed(['run', 'mine'])] }],
  ['carries it under another id', 'ours', { listed: [listed(mine, { sandboxId: 'x' }), other] }],
  ['has its id in another case', 'ours', { listed: [listed([], { sandboxId: 'SANDBOX' })] }],
  ['is not listed', 'unlisted', { listed: [other] }],
  ['is not listed, and outlived its time', 'returned', { listed: [], mayHaveEnded: () => true }],
  ['may not be listed yet', 'ours', { listed: [other], mayNotShow: () => true }],
  ['is not listed under another key', 'unproven', { listed: [other], isSameKey: false }],
]

describe('ownershipOf', () => {
  it.each(cases)('a sandbox that %s is %s', (_, ownership, evidence) => {
    const sure: Evidence = {
      listed: [],
      isSameKey: true,
      mayHaveEnded: () => false,
      mayNotShow: () => false,
    }
    expect(ownershipOf(held, { ...sure, ...evidence })).toBe(ownership)
  })

  it('finds by its tag what an acquire without an answer took', () => {
    const evidence = { isSameKey: true, mayHaveEnded: () => false, mayNotShow: () => false }
    const lost = { acquireId: 'mine', server: 'close' }
    expect(ownershipOf(lost, { ...evidence, listed: [other, listed(mine)] })).toBe('ours')
    expect(ownershipOf(lost, { ...evidence, listed: [other, listed(undefined)] })).toBe('returned')
    expect(ownershipOf(lost, { ...evidence, listed: [listed(['mine'])] })).toBe('ours')
  })

  it('cannot tell what a lost acquire took where the service shows no tags', () => {
    const evidence = { isSameKey: true, mayHaveEnded: () => false, mayNotShow: () => false }
    const lost = { acquireId: 'mine', server: 'close' }
    expect(ownershipOf(lost, { ...evidence, listed: [listed(undefined)] })).toBe('unproven')
    const idle = listed(undefined, { status: 'idle' })
    expect(ownershipOf(lost, { ...evidence, listed: [idle] })).toBe('returned')
  })
})
