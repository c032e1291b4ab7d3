import { SandpitError } from '@sandpit/client/errors'
import { describe, expect, it } from 'vitest'
import { checkSeedText, closeDataFromJson, formatSeedMistakes } from './check-seed-text.ts'
import { sampleCloseData } from '../data/sample-close-data.ts'

const text = `{
  "leads": [
    {
      "nmae": "CloudScale",
      "status": "Potential", "status": "Qualified",
      "opportunities": [{ "note": "Renewal", "value": 480.5 }]
    }
  ]
}
`

describe('checkSeedText', () => {
  it('gives the data of a text without mistakes', () => {
    expect(checkSeedText(JSON.stringify(sampleCloseData))).toEqual({ data: sampleCloseData })
  })

  it('takes a text that begins with a byte order mark', () => {
    expect(checkSeedText('\ufeff{}')).toEqual({ data: {} })
  })

  it('says where each mistake is, in order', () => {
    const places = checkSeedText(text).mistakes?.map(({ line, column, path }) => [
      line,
      column,
      ...path,
    ])
    expect(places).toEqual([
      [3, 5, 'leads', 0, 'name'],
      [4, 7, 'leads', 0, 'nmae'],
      [5, 30, 'leads', 0, 'status'],
      [6, 55, 'leads', 0, 'opportunities', 0, 'value'],
    ])
  })

  it.each([
    ['{ "leads": [, ] }', 1, 13],
    ['{\n  "leads": [\n', 3, 1],
    ["{ 'leads': [] }", 1, 3],
    ['', 1, 1],
  ])('says where %j stops being JSON', (json, line, column) => {
    expect(checkSeedText(json).mistakes).toMatchObject([
      { line, column, message: expect.stringMatching(/^is not JSON/) },
    ])
  })

  it.each([
    ['{ "leads": [\n  { "name": "Acme" },\n] }', 2, 21, 'this comma is a trailing one'],
    ['{ "leads": [] , \n\n }', 1, 15, 'this comma is a trailing one'],
    ['{ "leads": [,] }', 1, 13, 'something is missing before this comma'],
    ["{ 'leads': [] }", 1, 3, 'texts stand in double quotes'],
    ['{ leads: [] }', 1, 3, 'keys stand in double quotes'],
    ['{\n  // none yet\n  "leads": [] }', 2, 3, 'JSON has no comments'],
    ['{ "leads": [{ "name": "A" } { "name": "B" }] }', 1, 29, 'a comma or a colon is missing'],
    ['{ "leads": [{ "name" "A" }] }', 1, 22, 'a comma or a colon is missing'],
    ['{ "leads": [{ "name": "A\nB" }] }', 1, 25, 'line break or tab that is not escaped'],
    ['{ "leads": [] }; ', 1, 16, 'unexpected ";"'],
    ['{ "leads": [', 1, 13, 'it ends too soon'],
  ])('says what keeps %j from being JSON', (json, line, column, message) => {
    expect(checkSeedText(json).mistakes).toMatchObject([
      { line, column, message: expect.stringContaining(message) },
    ])
  })

  it('refuses what is nested without end', () => {
    expect(checkSeedText('['.repeat(200_000)).mistakes).toHaveLength(1)
  })
})

describe('formatSeedMistakes', () => {
  it('shows the line that a mistake is in', () => {
    const { mistakes = [] } = checkSeedText(text)
    expect(formatSeedMistakes(mistakes, { text, file: 'pipeline.json' })).toMatchInlineSnapshot(`
      "pipeline.json:3:5 leads[0].name: expected the lead's name, a text, got nothing
        3 |     {
          |     ^
      pipeline.json:4:7 leads[0].nmae: "nmae" is not a key of a lead, and the service would drop it: did you mean 'name'?
        4 |       "nmae": "CloudScale",
          |       ^
      pipeline.json:5:30 leads[0].status: "status" is here twice; only the last would count
        5 |       "status": "Potential", "status": "Qualified",
          |                              ^
      pipeline.json:6:55 leads[0].opportunities[0].value: expected the value in cents, an integer, got 480.5; for dollars write usd(480.5)
        6 |       "opportunities": [{ "note": "Renewal", "value": 480.5 }]
          |                                                       ^"
    `)
  })
})

describe('closeDataFromJson', () => {
  it('gives a builder to go on with', () => {
    const data = closeDataFromJson('{ "leads": [{ "name": "CloudScale" }] }').lead('DataFlow')
    expect(data.toJSON()).toEqual({ leads: [{ name: 'CloudScale' }, { name: 'DataFlow' }] })
  })

  it('refuses a text with mistakes, with all of them', () => {
    expect(() => closeDataFromJson(text)).toThrow(SandpitError)
    expect(() => closeDataFromJson(text)).toThrow('4:7 leads[0].nmae')
  })
})
