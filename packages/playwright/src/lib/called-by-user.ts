/**
 * For Playwright a test, or an option, is where `test` or `test.use` was called from, which it finds by capturing the stack. Here
 * that is to be the line in the user's file, the caller of who calls this, and not a line of ours.
 */
export function calledByUser<T>(declare: () => T): T {
  const original = Object.getOwnPropertyDescriptor(Error, 'captureStackTrace') ?? {}
  const capture = Error.captureStackTrace.bind(Error)
  Error.captureStackTrace = (target) => capture(target, calledByUser)
  try {
    return declare()
  } finally {
    Object.defineProperty(Error, 'captureStackTrace', original)
  }
}
