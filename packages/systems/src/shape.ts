export {
  type ChoiceShape,
  type FieldShape,
  type ListShape,
  type NumberShape,
  type ObjectShape,
  type Shape,
  type TextShape,
  withoutNull,
} from './lib/document/shape.ts'
export {
  isDumpOpen,
  isLocalSystem,
  isSystemServer,
  systemServers,
  systemShape,
} from './lib/document/systems.ts'
