/**
 * Keeps the parts marked `data-live` fresh: fetches the same page every two seconds and swaps in
 * what changed, but not under the reader's focus, and keeps open what was opened.
 */
export const PAGE_SCRIPT = `
const refresh = async () => {
  if (document.hidden) return
  const answer = await fetch(location.href, { headers: { accept: 'text/html' } }).catch(() => undefined)
  if (!answer?.ok) return
  const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html')
  for (const part of document.querySelectorAll('[data-live]')) {
    const next = fresh.getElementById(part.id)
    if (!next || part.contains(document.activeElement)) continue
    const open = new Set([...part.querySelectorAll('details[open]')].map((one) => one.id))
    for (const one of next.querySelectorAll('details')) one.open = open.has(one.id)
    if (part.innerHTML !== next.innerHTML) part.replaceChildren(...next.childNodes)
  }
}
setInterval(refresh, 2000)
`
