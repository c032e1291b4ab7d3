import { createHash } from 'node:crypto'
import type { Credentials } from '../record/run-journal.ts'
import type { SandboxKind } from '../link/link.ts'
import { Learner, type ServerOutcome } from './learner.ts'
import type { Memory } from './memory.ts'

export interface RunMemoryOptions {
  /** The file that runs of a project leave what they learned in. */
  readonly path: string
  /** What was asked of the runner, and where: runs of one command learn from each other. */
  readonly command: readonly string[]
}

/** A broker that has been told what to expect, and what it found. */
interface Learning {
  readonly learner: Learner
  readonly outcomes: () => ReadonlyMap<string, ServerOutcome>
}

/** What a run knows from earlier ones, and leaves to later ones. */
export class RunMemory {
  readonly #options: RunMemoryOptions
  readonly #learning: Learning[] = []
  #memory: Promise<Memory> | undefined

  constructor(options: RunMemoryOptions) {
    this.#options = options
  }

  /**
   * Makes a broker's forecast.
   *
   * @param broker gives the broker with that forecast
   */
  teach<Broker extends { readonly measured: ReadonlyMap<string, ServerOutcome> }>(
    sandboxes: LearnedSandboxes,
    workers: number,
    broker: (learner: Learner) => Broker,
  ): Broker {
    const learner = new Learner({
      memory: () => this.#read(),
      subject: (server) => subjectOf(sandboxes, server, this.#options.command),
      workers,
    })
    const taught = broker(learner)
    this.#learning.push({ learner, outcomes: () => taught.measured })
    return taught
  }

  /** Keeps what the run learned. Never rejects. */
  async keep(): Promise<void> {
    const learned = this.#learning.flatMap(({ learner, outcomes }) => learner.learned(outcomes()))
    if (learned.length === 0) return
    const { writeMemory } = await import('./memory-file.ts')
    await writeMemory(this.#options.path, learned)
  }

  /** Loads what checks the file when the first test asks: a run without such tests does not pay for it. */
  async #read(): Promise<Memory> {
    this.#memory ??= import('./memory-file.ts').then(({ readMemory }) =>
      readMemory(this.#options.path),
    )
    return this.#memory
  }
}

/** Which sandboxes of a system: those of a service, and of a kind. */
export interface LearnedSandboxes {
  readonly credentials: Credentials
  readonly kind: SandboxKind
}

/**
 * Names what is learned: by a digest, since a file in a cache need not say who tests what, and of the
 * service by its host alone, since an emulator has another port each time.
 */
export function subjectOf(
  { credentials, kind }: LearnedSandboxes,
  server: string,
  command: readonly string[],
): string {
  const { baseUrl } = credentials
  const host = URL.canParse(baseUrl) ? new URL(baseUrl).hostname : baseUrl
  const { benchmark, testAccountEmail } = kind
  const facts = [host, server, benchmark ?? null, testAccountEmail ?? null, command]
  return createHash('sha256').update(JSON.stringify(facts)).digest('hex').slice(0, 16)
}
