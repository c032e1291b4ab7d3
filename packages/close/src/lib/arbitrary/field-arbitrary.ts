import { Arbitrary, type Random, stream, type Stream, Value } from 'fast-check'
import type { Context } from '../fields/arbitrary-field.ts'
import { CURSORS, type Draft, Drawn, type Field, type Source } from '../fields/field.ts'
import { RandomNumbers } from '../fields/random-numbers.ts'
import { emptyScene } from '../fields/scene.ts'

/**
 * A field as an arbitrary of fast-check.
 *
 * One number is taken from fast-check's generator, and the rest from our own seeded with it: that
 * is what makes a seed give the same data whatever the version of fast-check, and fast.
 */
export class FieldArbitrary<Data> extends Arbitrary<Data> {
  readonly #field: Field

  constructor(field: Field) {
    super()
    this.#field = field
  }

  override generate(mrng: Random, biasFactor: number | undefined): Value<Data> {
    const source: Source = {
      random: new RandomNumbers(mrng.nextInt()),
      bias: biasFactor,
      drawFrom: (arbitrary) => {
        const { value, context } = (arbitrary as Arbitrary<unknown>).generate(mrng, biasFactor)
        return new Drawn(value, { context } satisfies Context)
      },
    }
    return valueOf<Data>(this.#field.draw(source, emptyScene()), undefined)
  }

  /** Only values made here are shrunk: those of `examples` are small already. */
  override canShrinkWithoutContext(_value: unknown): _value is Data {
    return false
  }

  override shrink(_value: Data, context: unknown): Stream<Value<Data>> {
    if (!(context instanceof Progress)) return stream<Value<Data>>([].values())
    return stream(shrunk<Data>(this.#field, context))
  }
}

/** A value as it was drawn, and where its shrinking stands. */
class Progress {
  readonly draft: unknown
  readonly cursor: unknown

  constructor(draft: unknown, cursor: unknown) {
    this.draft = draft
    this.cursor = cursor
  }
}

function* shrunk<Data>(field: Field, progress: Progress): Generator<Value<Data>, void> {
  for (const { value, cursor } of field.smaller(progress.draft, progress.cursor)) {
    yield valueOf<Data>(value, cursor)
  }
}

function valueOf<Data>(draft: unknown, cursor: unknown): Value<Data> {
  return new Value(withoutCursors(draft) as Data, new Progress(draft, cursor))
}

/** The draft as plain data of its own, so that a test that changes it does not change its shrinking. */
function withoutCursors(draft: unknown): unknown {
  if (Array.isArray(draft)) return draft.map(withoutCursors)
  if (typeof draft !== 'object' || draft === null) return draft
  if (Object.getPrototypeOf(draft) !== Object.prototype) return draft
  const plain: Draft = { ...draft }
  delete plain[CURSORS]
  for (const key of Object.keys(plain)) plain[key] = withoutCursors(plain[key])
  return plain
}
