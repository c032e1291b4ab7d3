/** Does something with what a test calls, and answers as that does. */
export type AroundCall = <T>(name: string, call: () => Promise<T>) => Promise<T>

/**
 * A sandbox as a test holds it: whatever the test calls of it goes through `around`. What it calls of
 * itself does not, nor does what is called of the sandbox behind it.
 */
export function heldByTest<Sandbox extends object>(sandbox: Sandbox, around: AroundCall): Sandbox {
  return new Proxy(sandbox, {
    get: (of, key) => {
      const member: unknown = Reflect.get(of, key, of)
      if (typeof member !== 'function' || typeof key === 'symbol' || isFixed(of, key)) return member
      return (...args: readonly unknown[]): unknown => around(key, () => member.apply(of, args))
    },
  })
}

/** What a proxy has to answer as it is: a class by which it is known, and what cannot be replaced. */
function isFixed(of: object, key: string): boolean {
  if (key === 'constructor') return true
  return Object.getOwnPropertyDescriptor(of, key)?.configurable === false
}
