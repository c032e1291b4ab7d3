import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, extname, relative } from 'node:path'
import { SandpitError } from '@sandpit/client/errors'
import type { RunEvent } from '../events/run-event.ts'

/** The file for a run's timeline, and what it is made of until the run is over. */
export interface TimelineFile {
  /** Give it to the run. */
  readonly onEvent: (event: RunEvent) => void
  /**
   * Writes the file, folders included, and says where it is.
   *
   * @throws SandpitError `configuration` when it cannot be written.
   */
  write(runId: string): Promise<string>
}

/**
 * Collects a run's timeline for a file: a page for a name that ends in `.html`, data for one that
 * ends in `.json`.
 *
 * @throws SandpitError `configuration` for any other name.
 *
 * @example
 * ```ts
 * import { openTimeline, type Run } from '@sandpit/lease'
 *
 * const { onEvent, write } = openTimeline('out/sandboxes.html') // startRun({ ..., onEvent })
 *
 * export async function tearDown(run: Run): Promise<void> {
 *   await run.end()
 *   console.log(await write(run.runId))
 * }
 * ```
 */
export function openTimeline(path: string): TimelineFile {
  const form = extname(path)
  if (form !== '.html' && form !== '.json') throw formless(path)
  const startedAt = new Date().toISOString()
  const events: RunEvent[] = []
  return {
    onEvent: (event) => events.push(event),
    write: async (runId) => {
      // Loaded when it is needed, which in most runs it never is.
      const [{ timelineHtml }, { timelineJson }] = await Promise.all([
        import('./timeline-html.ts'),
        import('./timeline.ts'),
      ])
      const format = form === '.html' ? timelineHtml : timelineJson
      save(path, format({ runId, startedAt, events }))
      return `timeline: ${relative(process.cwd(), path)}`
    },
  }
}

function save(path: string, text: string): void {
  try {
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, text)
  } catch (cause) {
    throw new SandpitError(
      'configuration',
      `The timeline could not be written to ${path}; name a file that can be.`,
      { cause },
    )
  }
}

function formless(path: string): SandpitError {
  return new SandpitError(
    'configuration',
    `The timeline is to be written to '${path}'; name a file that ends in .html or .json.`,
  )
}
