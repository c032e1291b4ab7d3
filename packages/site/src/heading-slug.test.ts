import { expect, it } from 'vitest'
import { headingSlug } from './heading-slug.ts'

it.each([
  ["Close's REST API", 'closes-rest-api'],
  ['`init` edits a config', 'init-edits-a-config'],
  ['A: b, c (d) & e', 'a-b-c-d--e'],
  ['snake_case and Größe', 'snake_case-and-größe'],
])('the heading %s is #%s', (heading, slug) => {
  expect(headingSlug(heading)).toBe(slug)
})
