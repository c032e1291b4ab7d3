import { defineConfig, type PlaywrightTestConfig } from '@playwright/test'
import { closeData } from '@sandpit/close'
import { expectTypeOf } from 'vitest'
import type { CloseOptions } from './close-test.ts'
import { sandpit } from './sandpit-config.ts'

expectTypeOf(defineConfig(sandpit({ workers: 2 }))).toExtend<PlaywrightTestConfig>()

const one = { name: 'one', use: { seed: closeData().lead('One') } }
defineConfig<CloseOptions>(sandpit({ projects: [one], use: { seed: { leads: [] } } }))
// @ts-expect-error a lead has a name
sandpit({ use: { seed: { leads: [{}] } } })
// @ts-expect-error this is an option of Playwright
sandpit({}, { workers: 2 })

defineConfig(
  sandpit({
    use: { sandboxes: { benchmark: 'MCP_Atlas' }, viewport: null },
    projects: [
      { name: 'one', use: { seed: closeData().lead('One'), sandboxes: { service: 'emulator' } } },
    ],
  }),
)
// @ts-expect-error there is no such service
sandpit({ use: { sandboxes: { service: 'hostd' } } })

// Options of one's own beside ours, typed as Playwright's own pages do.
defineConfig<{ company: string }>(sandpit({ use: { company: 'Acme', seed: { leads: [] } } }))
// @ts-expect-error it is a text
defineConfig<{ company: string }>(sandpit({ use: { company: 7 } }))
