import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client'

export interface Deal {
  readonly id: string
  readonly leadId: string
  readonly company: string
  readonly contact: string | undefined
  readonly note: string
  /** In cents. */
  readonly value: number
  /** What the value is worth in a year, in cents. */
  readonly annualValue: number
  /** As Close writes it, with the period: `$480 annually`. */
  readonly shownValue: string
  /** How likely it is to be won, in percent. */
  readonly confidence: number
  readonly tasks: readonly Task[]
}

export interface Task {
  readonly id: string
  readonly text: string
  readonly dueDate: string | undefined
  readonly isComplete: boolean
}

interface Lead {
  readonly id: string
  readonly name: string
  readonly contacts?: readonly { readonly name: string }[]
  readonly opportunities?: readonly {
    readonly id: string
    readonly note?: string
    readonly value?: number
    readonly annualizedValue?: number
    readonly valueFormatted?: string
    readonly confidence?: number
  }[]
}

/** Close, as far as a pipeline board needs it, behind its MCP server. */
export class Crm {
  readonly #client = new Client({ name: 'board', version: '1.0.0' })

  static async connect(mcpUrl: string): Promise<Crm> {
    const crm = new Crm()
    await crm.#client.connect(new StreamableHTTPClientTransport(new URL(mcpUrl)))
    return crm
  }

  /** Every deal, with what is to be done for its company. */
  async deals(): Promise<readonly Deal[]> {
    const [{ leads }, { tasks }] = await Promise.all([
      this.#call<{ leads: readonly Lead[] }>('close_list_leads', { limit: 200 }),
      this.#call<{ tasks: readonly (Task & { leadId: string })[] }>('close_list_tasks', {
        limit: 200,
      }),
    ])
    const tasksOf = Map.groupBy(tasks, (task) => task.leadId)
    return leads.flatMap((lead) => dealsOf(lead, tasksOf.get(lead.id) ?? []))
  }

  async setConfidence(dealId: string, confidence: number): Promise<void> {
    await this.#call('close_update_opportunity', { opportunity_id: dealId, confidence })
  }

  async addTask(leadId: string, text: string): Promise<void> {
    await this.#call('close_create_task', { lead_id: leadId, text })
  }

  async completeTask(taskId: string): Promise<void> {
    await this.#call('close_update_task', { task_id: taskId, is_complete: true })
  }

  async close(): Promise<void> {
    await this.#client.close()
  }

  async #call<Answer>(name: string, args: Record<string, unknown>): Promise<Answer> {
    const { content } = await this.#client.callTool({ name, arguments: args })
    const [answer] = content
    if (answer?.type !== 'text') throw new TypeError(`${name} answered without text`)
    const parsed = JSON.parse(answer.text) as Answer | { readonly error: string }
    if (typeof parsed === 'object' && parsed !== null && 'error' in parsed)
      throw new Error(`${name}: ${parsed.error}`)
    return parsed
  }
}

function dealsOf(lead: Lead, tasks: readonly Task[]): readonly Deal[] {
  return (lead.opportunities ?? []).map(
    ({
      id,
      note = '',
      value = 0,
      annualizedValue = value,
      valueFormatted = '',
      confidence = 0,
    }) => ({
      id,
      leadId: lead.id,
      company: lead.name,
      contact: lead.contacts?.[0]?.name,
      note,
      value,
      annualValue: annualizedValue,
      shownValue: valueFormatted,
      confidence,
      tasks,
    }),
  )
}
