export type {
  ChoiceShape,
  FieldShape,
  ListShape,
  NumberShape,
  ObjectShape,
  Shape,
  TextShape,
} from './lib/document/shape.ts'
export {
  isDumpOpen,
  isLocalSystem,
  isSystemServer,
  systemServers,
  systemShape,
} from './lib/document/systems.ts'
