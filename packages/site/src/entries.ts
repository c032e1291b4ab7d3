// The entries of the published packages: what each is for, and for whom.

/**
 * Whose code imports from an entry. What tests or adapters call has an example each. What only
 * Sandpit's own packages import has none, and may change in any release.
 */
export type Reader = 'tests' | 'adapters' | 'packages'

export interface Entry {
  /** As it is imported. */
  readonly specifier: string
  readonly purpose: string
  readonly reader: Reader
}

const tests: Readonly<Record<string, string>> = {
  '@sandpit/vitest': 'Tests on a sandbox of any system, in Vitest.',
  '@sandpit/vitest/close': 'Tests on a Close sandbox, in Vitest.',
  '@sandpit/vitest/plugin': 'The line in the config of Vitest.',
  '@sandpit/playwright': 'Tests on a sandbox of any system, in Playwright.',
  '@sandpit/playwright/close': 'Tests on a Close sandbox, in Playwright.',
  '@sandpit/playwright/config': 'The line in the config of Playwright.',
  '@sandpit/close': 'Close data, declared with types.',
  '@sandpit/close/presets': 'Close accounts of several sizes.',
  '@sandpit/close/arbitraries': 'Close data for properties with fast-check.',
  '@sandpit/close/code': 'Close data as code to paste.',
  '@sandpit/close/schema': 'What a Close sandbox takes, checked.',
  '@sandpit/close/seed-file': 'Close data in JSON files, with mistakes by line and column.',
  '@sandpit/systems': 'What the matchers of a system are called with.',
  '@sandpit/systems/arbitraries': 'Data of 44 systems for properties with fast-check.',
  '@sandpit/systems/code': 'Data of 44 systems as code to paste.',
  '@sandpit/systems/compare': 'How data of a system differs.',
  '@sandpit/systems/data': 'The types of the data of 44 systems.',
  '@sandpit/systems/schema': 'What a sandbox of a system takes, checked.',
  '@sandpit/systems/shape': 'Which fields the data of a system has, as values.',
  '@sandpit/client': 'The sandbox API: every operation, for any server.',
  '@sandpit/client/errors': 'The error that every package throws, and its codes.',
  '@sandpit/emulator': 'The sandbox API on this machine.',
  '@sandpit/lease/sweep': 'What dead runs left, and giving it back.',
}

const adapters: Readonly<Record<string, string>> = {
  '@sandpit/cli/contract': 'What a sandbox service does, tried on one.',
  '@sandpit/client/printable': 'Text of others, made fit for a terminal.',
  '@sandpit/client/service': 'What a service says of its seeds and dumps.',
  '@sandpit/client/tool-call': 'Calls of tools, and how they may go wrong.',
  '@sandpit/close/compare': 'How Close data differs, and matchers without a runner.',
  '@sandpit/close/matchers': 'The matchers, for the `expect` of a runner.',
  '@sandpit/close/sandbox': 'The Close sandbox that a test holds.',
  '@sandpit/gateway': 'An address for each lease, which ends with it.',
  '@sandpit/lease': 'A run: its begin, its sandboxes, its end.',
  '@sandpit/lease/link': "A worker's way to its run.",
  '@sandpit/lease/mcp': 'The tools of a sandbox, called as an agent would.',
  '@sandpit/lease/service': 'The service that a run uses, opened.',
  '@sandpit/lease/timeline': 'What a run did, as a page and as data.',
}

const packages: Readonly<Record<string, string>> = {
  '@sandpit/playwright/global-setup': 'The global setup that the line in the config adds.',
  '@sandpit/client/near-miss': 'The name that was probably meant.',
  '@sandpit/client/show-text': 'Texts and values as messages show them.',
  '@sandpit/close/evidence': 'What a report shows of a test that failed.',
  '@sandpit/close/parameters': 'Which fixtures a test function asks for.',
  '@sandpit/close/property': 'One test for many generated seeds.',
  '@sandpit/close/property-fixtures': 'Fixtures of a test for many generated seeds.',
  '@sandpit/emulator/embedded': 'The emulator within a run, and what describes its systems.',
  '@sandpit/systems/content':
    'Whether two values hold the same, and what of one JSON cannot carry.',
  '@sandpit/systems/format': 'How the matchers read the data of a system.',
  '@sandpit/systems/literal': 'Values as code.',
  '@sandpit/systems/words': 'Names of people and companies that never were.',
  '@sandpit/lease/broker': 'A run without socket, journal and reaper.',
  '@sandpit/lease/kind': 'Which of the sandboxes of a system will do.',
  '@sandpit/lease/local': 'Several local servers as one sandbox.',
  '@sandpit/lease/reaper-process': 'The process that gives back what a dead run held.',
  '@sandpit/lease/runner': "What a runner's adapter needs in the main process.",
}

/** In the order in which the site shows them. */
export const entries: readonly Entry[] = [
  ...entriesFor('tests', tests),
  ...entriesFor('adapters', adapters),
  ...entriesFor('packages', packages),
]

function entriesFor(reader: Reader, purposes: Readonly<Record<string, string>>): readonly Entry[] {
  return Object.entries(purposes).map(([specifier, purpose]) => ({ specifier, purpose, reader }))
}

/** Where the page of an entry is, under `docs`, without its extension. */
export function entryPage(specifier: string): string {
  return `api/${specifier.replace('@sandpit/', '')}`
}
