export type Operator = ':' | '=' | '!=' | '<' | '<=' | '>' | '>='

/** A value as it was written. */
export interface Term {
  readonly text: string
  /** In quotes, a `*` is a star. */
  readonly quoted: boolean
  /** Whether it has to be a whole word of what it is looked for in. */
  readonly isWord?: boolean
}

/** What a search asks for. */
export type Condition =
  | { readonly kind: 'and' | 'or'; readonly parts: readonly Condition[] }
  | { readonly kind: 'not'; readonly part: Condition }
  | { readonly kind: 'text'; readonly term: Term }
  | {
      readonly kind: 'field'
      readonly field: string
      readonly operator: Operator
      readonly term: Term
    }
  | { readonly kind: 'among'; readonly field: string; readonly terms: readonly Term[] }
  | { readonly kind: 'has'; readonly name: string }
  | { readonly kind: 'nested'; readonly object: string; readonly inside: Condition }
  | { readonly kind: 'view'; readonly name: string }
  | { readonly kind: 'slice'; readonly index: number; readonly count: number }
  | { readonly kind: 'sort'; readonly field: string; readonly descending: boolean }

export const EVERYTHING: Condition = { kind: 'and', parts: [] }
