/**
 * One error for all that a test has to be told, if there is anything. What was forgotten in a loop, or
 * in every run of a property, is told once for its line.
 */
export function oneOf(errors: readonly Error[]): Error | undefined {
  const told = oncePerPlace(errors)
  const [first] = told
  if (first === undefined || told.length === 1) return first
  const message = told.map((error) => error.message).join('\n\n')
  return withMessage(new AggregateError(told, message), first)
}

function oncePerPlace(errors: readonly Error[]): readonly Error[] {
  const places = new Map<string, readonly Error[]>()
  for (const error of errors) {
    const place = error.stack?.replace(error.message, '') ?? error.message
    places.set(place, [...(places.get(place) ?? []), error])
  }
  return [...places.values()].flatMap(counted)
}

function counted([first, ...others]: readonly Error[]): readonly Error[] {
  if (first === undefined || others.length === 0) return first === undefined ? [] : [first]
  const message = `${first.message}\n\nThis line did so ${others.length + 1} times; what the first found is shown.`
  return [withMessage(new Error(message), first)]
}

/** The error, with the stack of the other. */
function withMessage(error: Error, other: Error): Error {
  error.stack = other.stack?.replace(other.message, () => error.message) ?? error.message
  return error
}
