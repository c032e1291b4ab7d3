export { escapeInvisible, showName, showText } from './lib/errors/show-text.ts'
