import { runInNewContext } from 'node:vm'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkData } from '../check/check-data.ts'
import { systemService } from '../check/system-service.ts'
import { toCode } from '../code/to-code.ts'
import { diffData } from '../compare/diff-data.ts'
import { systemServers } from '../document/systems.ts'
import { DocumentJudge } from './ajv.testing.ts'
import { anyData } from './any-data.ts'
import { hostileData } from './hostile-data.ts'
import { invalidData } from './invalid-data.ts'
import { broken } from './refer.ts'

// Runs over all systems: SANDPIT_SYSTEMS_RUNS=10000 is the long form.
const runs = Number(process.env['SANDPIT_SYSTEMS_RUNS'] ?? 440)
const numRuns = Math.ceil(runs / systemServers.length)
const judge = new DocumentJudge()

describe.each(systemServers)('generated data of %s', (server) => {
  const service = systemService(server)

  it('is taken by the document and by our check, and is the same as code and as JSON', () => {
    fc.assert(
      fc.property(fc.oneof(anyData(server), hostileData(server)), (data) => {
        expect(judge.places(server, data)).toEqual([])
        expect(service.seed.parse(data)).toEqual(data)
        const copy: unknown = JSON.parse(
          runInNewContext(`JSON.stringify(${toCode(data)})`) as string,
        )
        expect(JSON.stringify(copy)).toBe(JSON.stringify(data))
        expect(diffData(server, data, copy as typeof data)).toEqual([])
        expect(service.differences?.(data, service.dump.parse(copy))).toEqual([])
      }),
      { numRuns },
    )
  })

  it('refers to what is there, and shrinks to what does', () => {
    fc.assert(
      fc.property(anyData(server, { parts: { min: 1, max: 3 } }), (data) => {
        expect(broken(server, data)).toEqual([])
      }),
      { numRuns },
    )
  })

  it('is wrong in one place where it is to be, for the document and for our check', () => {
    fc.assert(
      fc.property(invalidData(server), ({ data, loc, type }) => {
        const [, ...path] = loc
        expect(checkData(server, data)).toMatchObject([{ path, type }])
        // Of a value that may be null, ajv tells that it is none as well.
        const places = judge.places(server, data)
        const deepest = places.toSorted((one, other) => other.length - one.length)[0]
        expect(deepest).toBe(path.map((step) => `/${step}`).join(''))
      }),
      { numRuns },
    )
  })
})
