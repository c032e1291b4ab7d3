import { once } from 'node:events'
import { type AddressInfo, connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { tryRunFolder } from '@sandpit/lease/sweep'
import { failed, type MachineCheck, passed, unclear } from './machine-check.ts'

const folderCheck = 'temporary folder'
const socketCheck = 'sockets'

/** Whether a run could keep its journal, and its workers and agents could reach it. */
export async function checkPlace(temporary: string = tmpdir()): Promise<readonly MachineCheck[]> {
  const { folder, socket } = await tryRunFolder(temporary)
  if (folder !== undefined) {
    const found = 'a run could not begin here'
    return [
      failed(folderCheck, found, folder.message),
      unclear(
        socketCheck,
        'not tried without a folder for them',
        'Mend the temporary folder first',
      ),
    ]
  }
  const reached = await loopbackFailure()
  const problem = socket?.message ?? reached
  return [
    passed(folderCheck, `${temporary} can be written to`),
    problem === undefined
      ? passed(socketCheck, 'can be opened in the temporary folder and on 127.0.0.1')
      : failed(socketCheck, 'cannot be opened', problem),
  ]
}

/** The emulator and the addresses of leases are on loopback. */
async function loopbackFailure(): Promise<string | undefined> {
  const server = createServer((socket) => socket.destroy())
  try {
    await once(server.listen(0, '127.0.0.1'), 'listening')
    const { port } = server.address() as AddressInfo
    const socket = connect(port, '127.0.0.1')
    await once(socket, 'connect')
    socket.destroy()
    return undefined
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    return `Nothing can listen on 127.0.0.1 (${reason}); allow it where the firewall or the sandbox of this process is set up`
  } finally {
    server.close()
  }
}
