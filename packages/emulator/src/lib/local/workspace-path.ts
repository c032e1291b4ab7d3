import { lstat, realpath } from 'node:fs/promises'
import { basename, dirname, join, relative, resolve, sep } from 'node:path'

/** A path that leads out of a workspace, or that is none at all. */
class ForbiddenPath extends Error {
  override readonly name = 'ForbiddenPath'
}

/**
 * Where a path of a workspace is on the disk. The workspace is `/` to its users; a path without
 * the slash means the same. Links are followed, so that none of them leads out.
 *
 * @throws ForbiddenPath
 */
export async function pathInWorkspace(root: string, path: string): Promise<string> {
  const wanted = resolve(root, `./${path.replace(/^\/+/, '')}`)
  if (path.includes('\0') || !isInside(root, wanted)) throw forbidden(path)
  const real = await realPathOf(wanted)
  if (!isInside(await realpath(root), real)) throw forbidden(path)
  return real
}

/** The path as the workspace's users write it. */
export async function shownPath(root: string, real: string): Promise<string> {
  return `/${relative(await realpath(root), real)
    .split(sep)
    .join('/')}`
}

/** Of what is not there yet, the part that is there counts. A link to nowhere counts as there. */
async function realPathOf(path: string): Promise<string> {
  try {
    return await realpath(path)
  } catch (error) {
    const isThere = await lstat(path).then(
      () => true,
      () => false,
    )
    if (isThere || dirname(path) === path) throw error
    return join(await realPathOf(dirname(path)), basename(path))
  }
}

function isInside(root: string, path: string): boolean {
  return path === root || path.startsWith(`${root}${sep}`)
}

function forbidden(path: string): ForbiddenPath {
  return new ForbiddenPath(`Access denied - path outside allowed directories: ${path}`)
}
