import type { CloseData } from '@sandpit/close'
import { MatcherWatch } from '@sandpit/close/matchers'
import { CloseSandbox } from '@sandpit/close/sandbox'
import { type LeasedSandbox, leaseLink, type Link } from '@sandpit/lease/link'
import { overlook, type OverlookedTest } from './lease/test-lease.ts'
import { matcherTimeoutMs } from './worker-link.ts'

/**
 * The Close sandbox that the tests of a file share. Each test answers for its own matchers and has
 * its own evidence; hooks for all tests answer together, at the end of the file.
 */
export class SharedClose {
  #sandbox: CloseSandbox | undefined
  /** The same, as tests have it. */
  #close: CloseSandbox | undefined
  #hooks: MatcherWatch | undefined
  #watch: MatcherWatch | undefined

  open(link: Link, lease: LeasedSandbox, seed: CloseData): CloseSandbox {
    this.#hooks = newWatch()
    this.#watch ??= this.#hooks
    const timeLeftMs = (): number | undefined => this.#watch?.limits.timeLeftMs()
    const limits = { ...this.#hooks.limits, timeLeftMs }
    this.#sandbox = new CloseSandbox(leaseLink(link, lease), seed, limits)
    this.#close = this.#watch.follow(this.#sandbox)
    return this.#close
  }

  /**
   * Sees to one test, which may be the one that the sandbox is opened for. Answers what is to be done
   * when it is over.
   */
  follow(context: OverlookedTest): () => Promise<void> {
    const watch = newWatch()
    this.#attend(watch)
    return async () => {
      const isUser = valueOf(context.task.context, 'close') === this.#close
      const told = await overlook(isUser ? this.#sandbox : undefined, watch, context)
      this.#attend(this.#hooks)
      if (told !== undefined) throw told
    }
  }

  /** @throws what hooks for all tests did not await. */
  async end(): Promise<void> {
    const told = await this.#hooks?.end('passed')
    if (told !== undefined) throw told
  }

  #attend(watch: MatcherWatch | undefined): void {
    this.#watch = watch
    if (this.#close !== undefined) watch?.follow(this.#close)
  }
}

/** What a test got as a fixture, if it asked for it. */
function valueOf(context: object, name: string): unknown {
  return Object.getOwnPropertyDescriptor(context, name)?.value
}

function newWatch(): MatcherWatch {
  return new MatcherWatch({ timeoutMs: matcherTimeoutMs() })
}
