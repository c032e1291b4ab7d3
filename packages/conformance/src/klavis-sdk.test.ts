import { startEmulator } from '@sandpit/emulator'
import { KlavisClient } from 'klavis'
import { describe, expect, it } from 'vitest'

describe('the official SDK on the emulator', () => {
  it('creates, gets, resets and deletes a sandbox', async () => {
    await using emulator = await startEmulator()
    const { sandbox } = new KlavisClient({ apiKey: emulator.apiKey, baseUrl: emulator.url })

    const created = await sandbox.createSandbox('close')
    expect(created).toMatchObject({ server_name: 'close', status: 'occupied' })
    expect(new URL(created.server_url).searchParams.get('instance_id')).toMatch(/^[0-9a-f-]{36}$/)

    const { sandbox_id, server_url } = created
    const got = await sandbox.getSandbox('close', sandbox_id)
    expect(got).toMatchObject({ sandbox_id, server_url, status: 'occupied' })
    expect(await sandbox.resetSandbox('close', sandbox_id)).toMatchObject({ sandbox_id })
    expect(await sandbox.deleteSandbox('close', sandbox_id)).toMatchObject({ status: 'idle' })
    expect(emulator.calls()).toMatchObject({ acquire: 1, get: 1, reset: 1, release: 1 })
  })

  it('is refused with a wrong key, and told of a wrong server', async () => {
    await using emulator = await startEmulator()
    const stranger = new KlavisClient({ apiKey: 'wrong', baseUrl: emulator.url })
    await expect(stranger.sandbox.createSandbox('close')).rejects.toMatchObject({ statusCode: 401 })
    const { sandbox } = new KlavisClient({ apiKey: emulator.apiKey, baseUrl: emulator.url })
    await expect(sandbox.createSandbox('clsoe' as 'close')).rejects.toMatchObject({
      statusCode: 422,
      body: { detail: [{ loc: ['path', 'server_name'], type: 'enum' }] },
    })
  })
})
