import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import formats from 'ajv-formats'
import type { SystemServer } from '../../data.ts'
import { documentSystems, readDocument } from '../document/document.testing.ts'

/** What ajv has against a body of `initialize`, by the public document itself. */
export class DocumentJudge {
  readonly #ajv = new Ajv2020({ allErrors: true, strict: false })
  readonly #inputs: ReadonlyMap<string, string>
  readonly #known = new Map<string, ValidateFunction>()

  constructor() {
    const document = readDocument()
    formats.default(this.#ajv)
    this.#ajv.addSchema({ $id: 'document', components: document.components })
    this.#inputs = new Map(documentSystems(document).map(({ server, input }) => [server, input]))
  }

  /** The places of what is wrong, as paths. */
  places(server: SystemServer, body: unknown): readonly string[] {
    const judge = this.#judge(server)
    if (judge(body)) return []
    const errors = judge.errors ?? []
    return errors.map(({ instancePath, keyword, params }) => {
      const missing = keyword === 'required' ? `/${String(params['missingProperty'])}` : ''
      return decodeURIComponent(`${instancePath}${missing}`)
    })
  }

  #judge(server: SystemServer): ValidateFunction {
    const known = this.#known.get(server)
    if (known !== undefined) return known
    const $ref = `document#/components/schemas/${this.#inputs.get(server)}`
    const judge = this.#ajv.compile({ $ref })
    this.#known.set(server, judge)
    return judge
  }
}
