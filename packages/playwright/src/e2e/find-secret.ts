import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { zipEntries } from './zip-entries.ts'

/** Every place below a folder that holds a text, archives unpacked, however deep they are nested. */
export function findSecret(folder: string, secret: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .flatMap((path) => placesIn(path, readFileSync(path), secret))
}

function placesIn(path: string, data: Buffer, secret: string): readonly string[] {
  const here = forms(secret).some((form) => data.includes(form)) ? [path] : []
  const inner = archives(data).flatMap((zip) => [...zipEntries(zip)])
  return [...here, ...inner.flatMap(([name, entry]) => placesIn(`${path}!${name}`, entry, secret))]
}

/** A secret as it is, in an address, and in base64 at each of its three alignments. */
function forms(secret: string): readonly string[] {
  const encoded = [0, 1, 2].map((shift) => {
    const text = Buffer.from('x'.repeat(shift) + secret).toString('base64')
    return text.slice(shift === 0 ? 0 : 4, -4)
  })
  return [secret, encodeURIComponent(secret), ...encoded]
}

/** The data itself where it is a zip, and a zip embedded in a page, as in the HTML report. */
function archives(data: Buffer): readonly Buffer[] {
  if (data.subarray(0, 4).toString('latin1') === 'PK\u0003\u0004') return [data]
  const embedded = data.toString('latin1').matchAll(/data:application\/zip;base64,([\w+/=]+)/g)
  return [...embedded].map(([, text = '']) => Buffer.from(text, 'base64'))
}
