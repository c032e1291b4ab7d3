/** What an asymmetric matcher of a test runner looks like. */
export interface AsymmetricMatcher {
  asymmetricMatch(value: unknown): boolean
}

/**
 * What data should be: any part of it, with regular expressions, predicates and asymmetric matchers
 * wherever a value can be.
 */
export type Expected<Value> =
  | AsymmetricMatcher
  | ((value: Exclude<Value, null | undefined>) => boolean)
  | (Value extends string ? RegExp : never)
  | (Value extends readonly (infer Item)[]
      ? readonly Expected<Item>[]
      : Value extends object
        ? { readonly [Key in keyof Value]?: Expected<Value[Key]> }
        : Value)
