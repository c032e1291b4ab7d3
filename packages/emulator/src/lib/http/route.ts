import type { Answer } from './answer.ts'
import type { Exchange } from './exchange.ts'

/** What stands in a path's places, by their names. */
export type PathParameters = Readonly<Record<string, string>>

/** A method and a path, such as `/sandbox/:server_name`, and what answers there. */
export interface Route {
  /** `*` stands for any. */
  readonly method: string
  readonly path: string
  answer(exchange: Exchange, parameters: PathParameters): Promise<Answer>
}

/** A route whose path has been taken apart. */
interface SteppedRoute {
  readonly route: Route
  readonly steps: readonly string[]
  /** Which steps stand for something. */
  readonly places: readonly { readonly index: number; readonly name: string }[]
}

/** Finds the route of a request: of several that fit, the first. */
export class RouteTable {
  readonly #byShape = new Map<string, SteppedRoute[]>()

  constructor(routes: readonly Route[]) {
    for (const route of routes) {
      const stepped = takeApart(route)
      const shape = shapeOf(route.method, stepped.steps)
      this.#byShape.set(shape, [...(this.#byShape.get(shape) ?? []), stepped])
    }
  }

  /** Starts the answer; `undefined` where there is no route. */
  answer(exchange: Exchange): Promise<Answer> | undefined {
    const actual = exchange.path.split('/')
    const found = this.#find(exchange.method, actual) ?? this.#find('*', actual)
    return found?.route.answer(exchange, parametersOf(found, actual))
  }

  #find(method: string, actual: readonly string[]): SteppedRoute | undefined {
    const candidates = this.#byShape.get(shapeOf(method, actual))
    return candidates?.find(({ steps }) => fits(steps, actual))
  }
}

/** Whether a path is one that a pattern such as `/sandbox/:server_name` stands for. */
export function matchesPath(pattern: string, path: string): boolean {
  const [steps, actual] = [pattern.split('/'), path.split('/')]
  return steps.length === actual.length && fits(steps, actual)
}

function takeApart(route: Route): SteppedRoute {
  const steps = route.path.split('/')
  const places = steps.flatMap((step, index) =>
    step.startsWith(':') ? [{ index, name: step.slice(1) }] : [],
  )
  return { route, steps, places }
}

function shapeOf(method: string, steps: readonly string[]): string {
  return `${method} ${steps.length}`
}

function fits(steps: readonly string[], actual: readonly string[]): boolean {
  return steps.every((step, index) => {
    const given = actual[index] ?? ''
    return step.startsWith(':') ? given !== '' : step === given
  })
}

function parametersOf({ places }: SteppedRoute, actual: readonly string[]): PathParameters {
  const parameters: Record<string, string> = {}
  for (const { index, name } of places) parameters[name] = decoded(actual[index] ?? '')
  return parameters
}

/** What is not well escaped stays as it is. */
function decoded(step: string): string {
  if (!step.includes('%')) return step
  try {
    return decodeURIComponent(step)
  } catch {
    return step
  }
}
