/** What moves on the page: zoom, the ticks of the axis, the search, and words on what is pointed at. */
export const timelineScript: string = `
const at = (id) => document.getElementById(id)
const [chart, canvas, axis, zoom, find, about] = ['chart', 'canvas', 'axis', 'zoom', 'find', 'about'].map(at)
const totalMs = Number(chart.dataset.ms)
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

zoom.addEventListener('input', () => zoomTo(zoom.value, chart.clientWidth / 2))
chart.addEventListener('wheel', (event) => {
  if (!event.ctrlKey && !event.metaKey) return
  event.preventDefault()
  const x = event.clientX - chart.getBoundingClientRect().left
  zoomTo(Number(zoom.value) - event.deltaY / 200, x)
}, { passive: false })
chart.addEventListener('mouseover', ({ target }) => {
  if (target.title) about.textContent = target.title
})
find.addEventListener('input', () => {
  const wanted = find.value.toLowerCase()
  for (const bar of document.querySelectorAll('.lane i')) {
    bar.classList.toggle('other', !bar.title.toLowerCase().includes(wanted))
  }
})
find.form.addEventListener('submit', (event) => event.preventDefault())
addEventListener('resize', draw)
draw()
`
