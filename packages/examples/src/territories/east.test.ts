import { closeData } from '@sandpit/close'
import { expect, test } from '@sandpit/vitest/close'

// Runs beside west.test.ts, on another worker; neither file sees what the other one does.
test.override('seed', closeData().lead('Boston Harbor Bank').lead('Philadelphia Steel'))

test.for(['Ann', 'Ben', 'Cleo'])('%s visits the east', async (visitor, { close }) => {
  await close.add(closeData().lead(visitor))

  const { leads } = await close.dump()
  expect(leads).toMatchObject([
    { name: 'Boston Harbor Bank' },
    { name: 'Philadelphia Steel' },
    { name: visitor },
  ])
})
