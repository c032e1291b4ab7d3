import { closeData } from '@sandpit/close'
import { expect, test } from '@sandpit/vitest/close'

// Runs beside east.test.ts, on another worker; neither file sees what the other one does.
test.override('seed', closeData().lead('Oakland Robotics'))

test.for(['Dora', 'Emil', 'Finn'])('%s visits the west', async (visitor, { close }) => {
  await close.add(closeData().lead(visitor))

  const { leads } = await close.dump()
  expect(leads).toMatchObject([{ name: 'Oakland Robotics' }, { name: visitor }])
})
