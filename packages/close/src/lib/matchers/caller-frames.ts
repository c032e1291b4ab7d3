/** More than what runners put between a test and what it calls. */
const deepestCall = 50

/**
 * Where this was called, without what is not the user's, unless nothing else is left. With a function
 * that is running: where that was called.
 */
export function framesOfCaller(called?: (...args: never[]) => unknown): readonly string[] {
  const frames = framesAbove(called)
  const own = frames.filter(isOwn)
  return own.length > 0 ? own : frames
}

/** Whether the call is not over yet that these frames are of, or nobody can tell. */
export function isStillIn(frames: readonly string[]): boolean {
  const own = framesAbove(isStillIn, 2 * deepestCall).filter(isOwn)
  const outermost = own.slice(-frames.length)
  return own.length === 0 || outermost.every((frame, index) => frame === frames[index])
}

function framesAbove(
  called?: (...args: never[]) => unknown,
  deepest: number = deepestCall,
): readonly string[] {
  const limit = Error.stackTraceLimit
  Error.stackTraceLimit = deepest
  const error = new Error('called here')
  if (called) Error.captureStackTrace(error, called)
  Error.stackTraceLimit = limit
  // A test, or a library in it, may have made something else of stacks.
  return String(error.stack)
    .split('\n')
    .filter((line) => /^ +at /.test(line))
}

function isOwn(frame: string): boolean {
  return !/node_modules|\bnode:/.test(frame)
}
