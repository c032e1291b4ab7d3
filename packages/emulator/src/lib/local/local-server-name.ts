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
