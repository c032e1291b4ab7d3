export { type Code, layOut } from './lib/code/code-layout.ts'
export { literal, objectLiteral, textLiteral } from './lib/code/code-literal.ts'
