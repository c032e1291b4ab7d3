import type { checkDeclaration as check } from './checked-declaration.ts'
import type { DeclaredProperty, PropertyTurn } from './declared-property.ts'
import type { fixtureNames } from './fixture-names.ts'

/**
 * Makes a test of a runner ask for the fixture that is a sandbox and for those that a property takes. Runners
 * set up the fixtures that they read in the first parameter of a test's source text; a property
 * takes them in its second, after the values.
 *
 * @throws SandpitError `configuration` when the property's parameters do not say which it takes
 */
export function withFixturesOf<Run extends object>(
  { sandbox, property }: { readonly sandbox: string; readonly property: unknown },
  run: Run,
): Run {
  const names = [sandbox, ...declarations().fixtureNames(property)]
  const text = `async ({ ${[...new Set(names)].map(key).join(', ')} }) => {}`
  return Object.defineProperty(run, 'toString', { value: () => text })
}

/** What the test of a property does; call it where the property is declared, whose line failures show. */
export function bodyOf(declared: DeclaredProperty): (turn: PropertyTurn) => Promise<void> {
  const declaredAt = new Error('declared here')
  return async (turn) => {
    const { runDeclared } = await import('@sandpit/close/property')
    return runDeclared(declared, turn, declaredAt)
  }
}

/**
 * Refuses, where a property is declared, what would let it pass without a run, or be overlooked.
 *
 * @throws SandpitError `configuration`
 */
export function checkDeclaration(arbitraries: unknown, parameters: unknown): void {
  declarations().checkDeclaration(arbitraries, parameters)
}

/** What reads the declaration of a property. */
interface Declarations {
  readonly checkDeclaration: typeof check
  readonly fixtureNames: typeof fixtureNames
}

/**
 * Declares a test at once, so that the parser, which only properties need, cannot be waited for.
 * A worker that declares none does not load it.
 */
function declarations(): Declarations {
  const { createRequire } = process.getBuiltinModule('node:module')
  return createRequire(import.meta.url)('@sandpit/close/parameters')
}

function key(name: string, index: number): string {
  return IDENTIFIER.test(name) ? name : `${JSON.stringify(name)}: fixture${index}`
}

const IDENTIFIER = /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u
