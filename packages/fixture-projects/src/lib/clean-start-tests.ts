/** Tests, below the imports of a file, that fail unless each starts with this lead and nothing else. */
export function cleanStartTests(lead: string): string {
  return `
test('starts with its seed', async ({ close }) => {
  expect((await close.dump()).leads.map((lead) => lead.name)).toEqual(['${lead}'])
  await close.add(closeData().lead('left behind'))
  expect((await close.dump()).leads).toHaveLength(2)
})

test('sees nothing that another test left', async ({ close }) => {
  expect((await close.dump()).leads.map((lead) => lead.name)).toEqual(['${lead}'])
  await close.reset()
  expect((await close.dump()).leads ?? []).toEqual([])
  await close.reseed()
  expect((await close.dump()).leads).toHaveLength(1)
})
`
}
