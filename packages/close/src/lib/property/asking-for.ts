/**
 * Makes a test of a runner ask for the fixture `close` and for those that a property takes. Runners
 * set up the fixtures that they read in the first parameter of a test's source text; a property
 * takes them as its second, after the values.
 */
export function askingFor<Run extends object>(property: unknown, run: Run): Run {
  const text = `async ({ ${['close', ...namesOf(property)].join(', ')} }) => {}`
  return Object.defineProperty(run, 'toString', { value: () => text })
}

function namesOf(property: unknown): readonly string[] {
  const source = Function.prototype.toString.call(property)
  const [, pattern = ''] = /^[^{]*?\[[^\]]*\]\s*,\s*\{([^}]*)\}/.exec(source) ?? []
  const names = pattern.split(',').map((part) => part.replace(/[:=].*/s, '').trim())
  return names.filter((name) => name !== '' && name !== 'close')
}
