// On the page of a document's text: leads from passage to passage of a topic, and makes what is
// selected, by mouse or keyboard, a passage. The form is the page's own; here it is filled in and
// shown in a dialog. Offsets count characters (code points), as the server does.
const text = document.getElementById('text')

function goTo (tag) {
  tag.scrollIntoView({ block: 'center' })
  tag.focus({ preventScroll: true })
}

const seen = new Map()
document.addEventListener('click', function (event) {
  const link = event.target.closest('[data-next]')
  if (!link || !text) return
  event.preventDefault()
  const key = link.dataset.next
  const tags = [...text.querySelectorAll(`.tag[data-topics~="${key}"]`)]
  const next = ((seen.get(key) ?? -1) + 1) % tags.length
  seen.set(key, next)
  goTo(tags[next])
})

const arrived = /^#passage-\d+$/.test(location.hash) && document.getElementById(location.hash.slice(1))
if (arrived) goTo(arrived)

// The words of a stretch of the page, without the numbers of topics that stand among them.
function plain (range) {
  const part = range.cloneContents()
  for (const tag of part.querySelectorAll('.tag')) tag.remove()
  return part.textContent
}

// What is selected of one paragraph: its number, the words, and where they stand in it.
function partIn (words, selected) {
  const before = document.createRange()
  const inside = document.createRange()
  inside.selectNodeContents(words)
  if (words.contains(selected.startContainer)) inside.setStart(selected.startContainer, selected.startOffset)
  if (words.contains(selected.endContainer)) inside.setEnd(selected.endContainer, selected.endOffset)
  before.selectNodeContents(words)
  before.setEnd(inside.startContainer, inside.startOffset)
  const start = [...plain(before)].length
  const chosen = plain(inside)
  return { number: words.dataset.number, words: chosen, start, end: start + [...chosen].length }
}

// The parts of the selection in each paragraph that it touches.
function partsSelected () {
  const selection = document.getSelection()
  if (!selection.rangeCount || selection.isCollapsed) return []
  const range = selection.getRangeAt(0)
  return [...text.querySelectorAll('.words')]
    .filter(words => range.intersectsNode(words))
    .map(words => partIn(words, range))
    .filter(part => part.words.trim())
}

function prepareMarking () {
  const section = document.getElementById('mark')
  const form = document.getElementById('mark-form')
  const dialog = document.getElementById('marking')
  const bar = document.getElementById('marking-bar')
  const button = bar.querySelector('button')
  const quote = document.getElementById('chosen')
  let parts = []
  let hiding = 0

  function showChosen (crosses) {
    const words = form.elements.words.value
    quote.textContent = words
    quote.hidden = !words
    document.getElementById('crosses').hidden = !crosses
    const typed = document.getElementById('typed')
    typed.hidden = Boolean(words) && !typed.querySelector('.errorlist')
  }

  // With a part of the text, or without one, to type where the words stand.
  function open (part, crosses) {
    if (part || form.elements.words.value) {
      form.elements.words.value = part ? part.words : ''
      form.elements.start_at.value = part ? part.start : ''
      form.elements.end_at.value = part ? part.end : ''
      if (part) form.elements.paragraph.value = part.number
    }
    showChosen(crosses)
    show()
  }

  function show () {
    bar.hidden = true
    if (!dialog.open) dialog.showModal()
    form.elements[form.elements.words.value ? 'topic' : 'paragraph'].focus()
  }

  function openSelected () {
    const now = partsSelected() // the last change of the selection may not have been told yet
    if (now.length) parts = now
    if (parts.length) open(parts[0], parts.length > 1)
  }

  dialog.append(section)
  const close = document.getElementById('close-marking')
  close.hidden = false
  close.addEventListener('click', () => dialog.close())
  const how = document.getElementById('how-to-mark')
  how.hidden = false
  // Who has selected nothing is shown how that is done: it is easier than to type the words.
  document.getElementById('open-marking').addEventListener('click', function (event) {
    event.preventDefault()
    if (parts.length) return open(parts[0], parts.length > 1)
    how.scrollIntoView()
    how.focus()
  })
  document.getElementById('type-words').addEventListener('click', () => open())
  bar.addEventListener('mousedown', event => event.preventDefault()) // the selection stays
  button.addEventListener('click', openSelected)

  document.addEventListener('selectionchange', function () {
    if (dialog.open) return
    clearTimeout(hiding)
    const found = partsSelected()
    if (!found.length) {
      // On some phones a touch of the bar ends the selection before the touch is told.
      hiding = setTimeout(() => { parts = []; bar.hidden = true }, 300)
      return
    }
    parts = found
    const crosses = parts.length > 1
    bar.querySelector('q').textContent = parts[0].words.trim()
    bar.querySelector('.across').hidden = !crosses
    button.textContent = crosses ? button.dataset.part : button.dataset.whole
    bar.hidden = false
  })

  for (const words of text.querySelectorAll('.words')) words.tabIndex = 0
  text.addEventListener('keydown', function (event) {
    if (!event.target.matches('.words')) return
    if (event.key === 'Enter' && (parts.length || partsSelected().length)) {
      event.preventDefault()
      openSelected()
    } else if (event.key.startsWith('Arrow') && select(event.target, event)) event.preventDefault()
  })

  if ('open' in section.dataset) {
    showChosen(false)
    show()
  }
}

// Moves the selection as an arrow key says; says whether it did. ← and → choose a word; with Shift
// the selection grows: by a character, by a line, or with Ctrl by a word.
function select (words, event) {
  const selection = document.getSelection()
  const isForward = event.key === 'ArrowRight' || event.key === 'ArrowDown'
  const isUpright = event.key === 'ArrowUp' || event.key === 'ArrowDown'
  if (isUpright && !event.shiftKey) return false
  const isNew = !words.contains(selection.anchorNode)
  if (isNew) selection.collapse(words, 0)
  if (event.shiftKey) {
    const unit = isUpright ? 'line' : event.ctrlKey || event.altKey ? 'word' : 'character'
    selection.modify('extend', isForward ? 'forward' : 'backward', unit)
    return true
  }
  if (!isNew && !selection.isCollapsed) {
    if (isForward) selection.collapseToEnd()
    else selection.collapseToStart()
  }
  if (!isForward) selection.modify('move', 'backward', 'word')
  selection.modify('extend', 'forward', 'word')
  return true
}

if (text && 'mayMark' in text.dataset) prepareMarking()
