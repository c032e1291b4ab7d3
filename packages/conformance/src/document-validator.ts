import { type ErrorObject, Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { type ApiDocument, type DocumentName, readDocument } from './documents.ts'

/** One exchange with the API, as it looked on the wire. */
export interface Exchange {
  readonly method: string
  readonly path: string
  readonly status: number
  readonly body: unknown
}

/** Holds wire data against one document by its JSON schemas, with ajv. */
export class DocumentValidator {
  readonly #document: ApiDocument
  readonly #ajv: Ajv2020

  constructor(name: DocumentName) {
    this.#document = readDocument(name)
    this.#ajv = new Ajv2020({ strict: false, allErrors: true })
    addFormats.default(this.#ajv)
    // The service's recorded dumps carry a date-time without an offset, which RFC 3339 forbids.
    this.#ajv.addFormat('date-time', (value) => !Number.isNaN(Date.parse(value)))
    this.#ajv.addSchema(this.#document, 'document')
  }

  /** The operation a request is for, such as `GET /sandbox/{server_name}`; `undefined` for none. */
  operationOf({ method, path }: Pick<Exchange, 'method' | 'path'>): string | undefined {
    const templates = Object.keys(this.#document.paths)
      .filter((template) => matches(template, path))
      .toSorted((a, b) => parameters(a) - parameters(b))
    const template = templates.find((each) => hasMethod(this.#document, each, method))
    return template === undefined ? undefined : `${method} ${template}`
  }

  /** Every operation of the document, in the form `operationOf` gives. */
  operations(): readonly string[] {
    return Object.entries(this.#document.paths).flatMap(([template, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${template}`),
    )
  }

  /** What is wrong with an answer; an operation or status the document does not know is wrong too. */
  mistakesIn(exchange: Exchange): readonly string[] {
    const operation = this.operationOf(exchange)
    if (operation === undefined) return [`${exchange.method} ${exchange.path} is not documented`]
    const [method = '', template = ''] = operation.split(' ')
    const pointer = ['paths', template, method.toLowerCase(), 'responses', String(exchange.status)]
    const validate = this.#schemaAt([...pointer, 'content', 'application/json', 'schema'])
    if (validate === undefined) return [`${operation} does not answer ${exchange.status}`]
    return validate(exchange.body) ? [] : (validate.errors ?? []).map(describe)
  }

  /** The validator of one named component. */
  component(name: string): ValidateFunction {
    const validate = this.#schemaAt(['components', 'schemas', name])
    if (validate === undefined) throw new Error(`the document has no schema ${name}`)
    return validate
  }

  #schemaAt(pointer: readonly string[]): ValidateFunction | undefined {
    const escaped = pointer.map((step) => step.replaceAll('~', '~0').replaceAll('/', '~1'))
    try {
      return this.#ajv.getSchema(`document#/${escaped.map(encodeURIComponent).join('/')}`)
    } catch {
      return undefined
    }
  }
}

function matches(template: string, path: string): boolean {
  const steps = template.split('/')
  const given = path.split('/')
  return (
    steps.length === given.length &&
    steps.every((step, index) => step.startsWith('{') || step === given[index])
  )
}

function parameters(template: string): number {
  return template.split('{').length
}

function hasMethod(document: ApiDocument, template: string, method: string): boolean {
  return Object.hasOwn(document.paths[template] ?? {}, method.toLowerCase())
}

function describe({ instancePath, message = '' }: ErrorObject): string {
  return `${instancePath} ${message}`
}
