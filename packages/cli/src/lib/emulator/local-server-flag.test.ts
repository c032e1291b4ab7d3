import { InvalidArgumentError } from 'commander'
import { expect, test } from 'vitest'
import { parseLocalServerFlag } from './local-server-flag.ts'

test('a server, its program and what that is given', () => {
  const git = parseLocalServerFlag('git=uvx  mcp-server-git --repository={workspace}')
  expect(parseLocalServerFlag('localmemory=node', git)).toEqual({
    git: { command: 'uvx', args: ['mcp-server-git', '--repository={workspace}'] },
    localmemory: { command: 'node', args: [] },
  })
})

test.each([
  ['no program', 'git', /not of the form server=program/],
  ['an empty program', 'git= ', /not of the form server=program/],
  ['no server', '=uvx', /not of the form server=program/],
  ['quotes, which would be part of an argument', 'git=uvx "my server"', /no shell reads here/],
])('%s is refused', (_, text, message) => {
  expect(() => parseLocalServerFlag(text)).toThrow(InvalidArgumentError)
  expect(() => parseLocalServerFlag(text)).toThrow(message)
})

test('a server that is given twice is refused', () => {
  const git = parseLocalServerFlag('git=uvx mcp-server-git')
  expect(() => parseLocalServerFlag('git=node', git)).toThrow(/given twice/)
})
