/** Whether a text matches a pattern as a whole, a `*` being any characters; both in one case. */
export function matchesGlob(pattern: string, text: string): boolean {
  let at = 0
  let inPattern = 0
  let star = -1
  let starAt = 0
  while (at < text.length) {
    if (pattern[inPattern] === '*') {
      star = inPattern
      starAt = at
      inPattern += 1
    } else if (inPattern < pattern.length && pattern[inPattern] === text[at]) {
      inPattern += 1
      at += 1
    } else if (star === -1) return false
    else {
      // What the last star stands for is one character longer.
      starAt += 1
      at = starAt
      inPattern = star + 1
    }
  }
  return /^\**$/.test(pattern.slice(inPattern))
}
