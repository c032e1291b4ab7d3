/** How long each step of a rehearsal took, as a table. */
export class Timetable {
  readonly #rows: { readonly guide: string; readonly setup: string; readonly steps: string[] }[] =
    []

  /** Times the steps of one setup, which come in the same order for all that follow a guide. */
  begin(guide: string, setup: string): <T>(step: Promise<T>) => Promise<T> {
    const row = { guide, setup, steps: [] as string[] }
    this.#rows.push(row)
    return async (step) => {
      const startedAt = performance.now()
      const answer = await step
      row.steps.push(((performance.now() - startedAt) / 1000).toFixed(1))
      return answer
    }
  }

  /** A row for each setup, in Markdown; seconds. A setup that failed has no step after the one that did. */
  toMarkdown(): string {
    const rows = this.#rows.map(({ guide, setup, steps }) => [guide, setup, ...steps])
    const head = ['guide', 'setup', 'install', 'types', 'run', 'as CommonJS']
    const lines = [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`)
    return `\n${lines.join('\n')}\n\n`
  }
}
