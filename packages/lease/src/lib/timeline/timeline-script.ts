/**
 * What moves on the page: zoom, the ticks of the axis, the search, and words on what is pointed at or
 * walked to with the keys.
 */
export const timelineScript: string = `
const at = (id) => document.getElementById(id)
const [chart, canvas, axis, zoom, find, about] = ['chart', 'canvas', 'axis', 'zoom', 'find', 'about'].map(at)
const totalMs = Number(chart.dataset.ms)
const bars = [...document.querySelectorAll('.lane i')]
const lanes = [...document.querySelectorAll('.lane:has(i)')]
const tests = [...document.querySelectorAll('.lane .lease')].map((bar) => ({ bar, share: parseFloat(bar.style.width) / 100 }))

const ticksAbout = (ms) => {
  const size = 10 ** Math.floor(Math.log10(ms))
  return [1, 2, 5, 10].map((n) => n * size).find((step) => step >= ms)
}
const text = (ms, step) => (step >= 1000 ? ms / 1000 + ' s' : step >= 1 && totalMs < 1000 ? ms + ' ms' : +(ms / 1000).toFixed(4) + ' s')

const draw = () => {
  const width = axis.clientWidth
  const step = ticksAbout((totalMs * 90) / width)
  const ticks = []
  for (let ms = 0; ms < totalMs; ms += step) {
    const tick = document.createElement('b')
    tick.style.left = (ms / totalMs) * 100 + '%'
    tick.textContent = text(ms, step)
    ticks.push(tick)
  }
  axis.replaceChildren(...ticks)
  for (const { bar, share } of tests) bar.classList.toggle('wide', share * width > 40)
}

const zoomTo = (level, x) => {
  const names = canvas.querySelector('.name').offsetWidth
  const place = (chart.scrollLeft + x - names) / axis.clientWidth
  zoom.value = level
  canvas.style.setProperty('--zoom', 2 ** zoom.value)
  draw()
  chart.scrollLeft = place * axis.clientWidth - x + names
}

const middle = (bar) => {
  const { left, width } = bar.getBoundingClientRect()
  return left + width / 2 - chart.getBoundingClientRect().left
}

let selected
const select = (bar, inline = 'nearest') => {
  selected?.classList.remove('at')
  selected = bar
  if (!bar) return
  bar.classList.add('at')
  bar.scrollIntoView({ block: 'nearest', inline })
  about.textContent = bar.title
}

const nearest = (lane) => {
  const from = middle(selected)
  const far = (bar) => Math.abs(middle(bar) - from)
  return [...lane.children].reduce((best, bar) => (far(bar) < far(best) ? bar : best))
}
const walk = {
  ArrowLeft: () => selected.previousElementSibling,
  ArrowRight: () => selected.nextElementSibling,
  ArrowUp: () => lanes[lanes.indexOf(selected.parentElement) - 1],
  ArrowDown: () => lanes[lanes.indexOf(selected.parentElement) + 1],
}

let found = []
const showFound = (index) => {
  select(found[index], 'center')
  if (selected) about.prepend(index + 1 + ' of ' + found.length + ' · ')
  else about.textContent = find.value === '' ? about.dataset.help : 'Nothing here has that in its name.'
}

zoom.addEventListener('input', () => zoomTo(zoom.value, chart.clientWidth / 2))
chart.addEventListener('wheel', (event) => {
  if (!event.ctrlKey && !event.metaKey) return
  event.preventDefault()
  const x = event.clientX - chart.getBoundingClientRect().left
  zoomTo(Number(zoom.value) - event.deltaY / 200, x)
}, { passive: false })
chart.addEventListener('keydown', (event) => {
  const { key } = event
  if (key === '+' || key === '-') {
    zoomTo(Number(zoom.value) + (key === '+' ? 0.5 : -0.5), selected ? middle(selected) : chart.clientWidth / 2)
    select(selected)
  }
  if (!Object.hasOwn(walk, key)) return
  event.preventDefault()
  const next = selected ? walk[key]() : bars[0]
  if (next) select(lanes.includes(next) ? nearest(next) : next)
})
chart.addEventListener('mouseover', ({ target }) => {
  if (target.title) about.textContent = target.title
})
chart.addEventListener('click', ({ target }) => {
  if (bars.includes(target)) select(target)
})
addEventListener('hashchange', () => select(at(location.hash.slice(1))))
find.addEventListener('input', () => {
  const wanted = find.value.toLowerCase()
  found = wanted === '' ? [] : bars.filter((bar) => bar.title.toLowerCase().includes(wanted))
  const isFound = new Set(found)
  canvas.classList.toggle('finding', wanted !== '')
  for (const bar of bars) bar.classList.toggle('found', isFound.has(bar))
  showFound(0)
})
find.form.addEventListener('submit', (event) => {
  event.preventDefault()
  showFound((found.indexOf(selected) + 1) % found.length)
})
addEventListener('resize', draw)
draw()
`
