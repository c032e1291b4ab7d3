import { open } from 'node:fs/promises'

import type { EmulatorCore } from '../core/core.ts'
import { ApiError } from '../http/api-error.ts'
import type { Exchange } from '../http/exchange.ts'
import type { PathParameters, Route } from '../http/route.ts'
import type { EmulatedLocalSandbox } from '../local/local-sandbox.ts'
import { STORAGE_PATH } from '../local/signed-paths.ts'

/** The addresses that archives go to and come from: signed, for one method, and expiring. */
export function storageRoutes({ local }: EmulatorCore): readonly Route[] {
  const path = `${STORAGE_PATH}:id/:file`
  const sandboxOf = (exchange: Exchange, { id = '' }: PathParameters): EmulatedLocalSandbox => {
    const query = new URLSearchParams(exchange.query)
    const [expires, signature] = [query.get('expires') ?? '', query.get('signature') ?? '']
    if (local.signedPaths.isValid(exchange.method, exchange.path, expires, signature)) {
      return local.held(id)
    }
    throw new ApiError(403, 'The signature does not fit this address, or it has expired')
  }
  return [
    {
      method: 'PUT',
      path,
      async answer(exchange, parameters) {
        const { workspace } = sandboxOf(exchange, parameters)
        const name = (parameters['file'] ?? '').replace(/\.tar\.gz$/, '')
        await workspace.upload(name, exchange.stream())
        return { status: 200, text: '' }
      },
    },
    {
      method: 'GET',
      path,
      async answer(exchange, parameters) {
        const { workspace } = sandboxOf(exchange, parameters)
        const file = await open(workspace.pathOf(parameters['file'] ?? '')).catch(() => {
          throw new ApiError(404, 'There is no such archive')
        })
        const headers = { 'content-type': 'application/gzip' }
        return { status: 200, text: '', stream: file.createReadStream(), headers }
      },
    },
  ]
}
