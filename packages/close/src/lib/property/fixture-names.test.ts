import { runInNewContext } from 'node:vm'
import { describe, expect, it } from 'vitest'
import { fixtureNames } from './fixture-names.ts'

/** The function that a source text makes; as text, since the compiler would write it anew. */
const made = (source: string): unknown => runInNewContext(source)

describe('fixtureNames', () => {
  it.each([
    ['async () => {}', []],
    ['async ([_seed]) => {}', []],
    ['([_seed], { close }) => close', ['close']],
    ['([_a, _b], { page, close }) => page', ['page', 'close']],
    ['([_seed], { page: tab, size = 3 }, { title }) => title', ['page', 'size']],
    ['([_seed], { page: { context }, size: [first] = [] }) => first', ['page', 'size']],
    ['([_seed /* leads[] ) */], { /* { */ request }) => request', ['request']],
    ['([_seed = ")], { no }"], { request } = {}) => request', ['request']],
    ["([_seed], { 'my page': page }) => page", ['my page']],
    ['([_seed], { page = ({ other }) => other }) => page', ['page']],
    ['({ 0: _seed }, { page }) => page', ['page']],
    ['(_values, { page }) => page', ['page']],
    ['(async function named([_seed], { page }) { return arguments })', ['page']],
    ['(function () { return ".arguments" })', []],
    ['({ async holds([_seed], { page }) {} }).holds', ['page']],
    ['({ *[`holds`]([_seed], { page }) {} }).holds', ['page']],
    ['(_0, _1) => __async(this, [_0, _1], function* ([_seed], { page }) {})', ['page']],
    [
      '(function (_0, _1) { return __async(this, arguments, function* ([_seed], { page }) {}) })',
      ['page'],
    ],
  ])('reads %s', (source, names) => {
    expect(fixtureNames(made(source))).toEqual(names)
  })

  it.each([
    ['([_seed], context) => context', 'its second parameter is not taken apart'],
    ['([_seed], { page, ...others }) => others', 'its fixtures have a rest'],
    ['([_seed], { ["pa" + "ge"]: page }) => page', 'the name of one of its fixtures is computed'],
    ['(...all) => all', 'its values are a rest parameter'],
    ['([_seed], ...others) => others', 'its second parameter is not taken apart'],
    ['(function () { return arguments[1] })', 'it reads `arguments`'],
    ['((data, { page }) => page).bind({})', 'its source text cannot be read'],
    ['(class {})', 'its source text cannot be read'],
  ])('refuses %s', (source, reason) => {
    expect(() => fixtureNames(made(source))).toThrow(
      expect.objectContaining({
        code: 'configuration',
        message: expect.stringContaining(reason),
      }),
    )
  })
})
