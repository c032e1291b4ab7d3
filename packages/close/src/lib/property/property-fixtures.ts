import type { fixtureNames } from './fixture-names.ts'

/**
 * Makes a test of a runner ask for the fixture that is a sandbox and for those that a property takes. Runners
 * set up the fixtures that they read in the first parameter of a test's source text; a property
 * takes them in its second, after the values.
 *
 * @throws SandpitError `configuration` when the property's parameters do not say which it takes
 */
export function withFixturesOf<Run extends object>(
  sandbox: string,
  property: unknown,
  run: Run,
): Run {
  const names = [sandbox, ...namesReader()(property)]
  const text = `async ({ ${[...new Set(names)].map(key).join(', ')} }) => {}`
  return Object.defineProperty(run, 'toString', { value: () => text })
}

/**
 * Declares a test at once, so that the parser, which only properties need, cannot be waited for.
 * A worker that declares none does not load it.
 */
function namesReader(): typeof fixtureNames {
  const { createRequire } = process.getBuiltinModule('node:module')
  return createRequire(import.meta.url)('@sandpit/close/parameters').fixtureNames
}

function key(name: string, index: number): string {
  return IDENTIFIER.test(name) ? name : `${JSON.stringify(name)}: fixture${index}`
}

const IDENTIFIER = /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u
