// Lets deals be dragged from one column to another, by pressing their own button for it.
for (const card of document.querySelectorAll('article')) {
  card.addEventListener('dragstart', (event) => {
    event.dataTransfer.setData('text/plain', card.dataset.deal)
    event.dataTransfer.effectAllowed = 'move'
  })
}

for (const column of document.querySelectorAll('section')) {
  column.addEventListener('dragover', (event) => event.preventDefault())
  column.addEventListener('drop', (event) => {
    event.preventDefault()
    const deal = event.dataTransfer.getData('text/plain')
    const card = document.querySelector(`article[data-deal="${CSS.escape(deal)}"]`)
    card?.querySelector(`button[value="${column.dataset.stage}"]`)?.click()
  })
}
