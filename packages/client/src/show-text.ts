export { escapeInvisible, showName, showText, showValue } from './lib/errors/show-text.ts'
