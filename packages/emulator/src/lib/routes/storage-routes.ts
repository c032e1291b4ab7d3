import { createReadStream } from 'node:fs'
import { Readable } from 'node:stream'

import type { Context, Hono } from 'hono'

import type { EmulatorCore } from '../core/core.ts'
import { ApiError } from '../http/api-error.ts'
import { STORAGE_PATH } from '../local/signed-paths.ts'

/** Adds the addresses that archives go to and come from: signed, for one method, and expiring. */
export function addStorageRoutes(app: Hono, { local }: EmulatorCore): void {
  const checkSignature = (context: Context): void => {
    const { expires = '', signature = '' } = context.req.query()
    const { method, path } = context.req
    if (local.signedPaths.isValid(method, path, expires, signature)) return
    throw new ApiError(403, 'The signature does not fit this address, or it has expired')
  }
  app.put(`${STORAGE_PATH}:id/:file`, async (context) => {
    checkSignature(context)
    const { body } = context.req.raw
    const archive = body === null ? Readable.from([]) : Readable.fromWeb(body)
    const name = context.req.param('file').replace(/\.tar\.gz$/, '')
    await local.held(context.req.param('id')).workspace.upload(name, archive)
    return new Response(null, { status: 200 })
  })
  app.get(`${STORAGE_PATH}:id/:file`, (context) => {
    checkSignature(context)
    const archive = local.held(context.req.param('id')).workspace.pathOf(context.req.param('file'))
    const stream = Readable.toWeb(createReadStream(archive)) as ReadableStream
    return new Response(stream, { headers: { 'content-type': 'application/gzip' } })
  })
}
