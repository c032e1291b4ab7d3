import { zocker } from 'zocker'
import { z } from 'zod'

const address = { type: z.enum(['office', 'mobile', 'home', 'direct']) }

const lead = z.object({
  name: z.string(),
  status: z.enum(['Potential', 'Qualified', 'Bad Fit']),
  contacts: z
    .array(
      z.object({
        name: z.string(),
        emails: z.array(z.object({ email: z.email(), ...address })).max(2),
        phones: z.array(z.object({ phone: z.e164(), ...address })).max(1),
      }),
    )
    .max(4),
  opportunities: z
    .array(
      z.object({
        note: z.string(),
        value: z.int().min(0).max(95_000_000),
        confidence: z.int().min(0).max(100),
        period: z.enum(['one_time', 'monthly', 'annual']),
      }),
    )
    .max(3),
  tasks: z
    .array(z.object({ description: z.string(), date: z.iso.date(), completed: z.boolean() }))
    .max(4),
})

/** Close data of the shape and size that ours has, made from a schema. */
export function zockerCloseData(seed: number, leads: number): unknown {
  return zocker(z.object({ leads: z.array(lead).length(leads) }))
    .setSeed(seed)
    .generate()
}
