import { randomUUID } from 'node:crypto'

import type { Workspace } from './workspace.ts'

/** What acquiring a local sandbox may ask for. */
export interface LocalTerms {
  readonly server_names: readonly LocalServerName[]
  readonly benchmark: string | null
  readonly test_account_email: string | null
  readonly ttl_seconds: number | null
}

/** Servers of local sandboxes; `canvas` and `playwright` are in the newer public document only. */
export const LOCAL_SERVER_NAMES = [
  'filesystem',
  'git',
  'terminal',
  'desktop-commander',
  'arxiv',
  'excel',
  'word',
  'powerpoint',
  'code-executor',
  'code-runner',
  'pdf-tools',
  'google_cloud',
  'poste_email_toolathlon',
  'canvas',
  'localmemory',
  'playwright',
] as const

export type LocalServerName = (typeof LOCAL_SERVER_NAMES)[number]

/** A machine that runs several servers over one workspace. */
export interface LocalSandbox {
  readonly id: string
  readonly terms: LocalTerms
  readonly createdAt: Date
  /** When it releases itself, in milliseconds since 1970. */
  readonly endsAt: number
  readonly workspace: Workspace
  readonly servers: readonly { readonly id: string; readonly name: LocalServerName }[]
}

export function createLocalSandbox(
  id: string,
  terms: LocalTerms,
  workspace: Workspace,
  now: Date,
): LocalSandbox {
  const ttlMs = terms.ttl_seconds === null ? Infinity : terms.ttl_seconds * 1000
  return {
    id,
    terms,
    workspace,
    createdAt: now,
    endsAt: now.getTime() + ttlMs,
    servers: terms.server_names.map((name) => ({ id: randomUUID(), name })),
  }
}
