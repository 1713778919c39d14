// A day of the programme: drag a session or its lower edge, or move it with the arrow keys. What
// comes of it is written into the form below the board; only that form saves. Also tells the time
// where the reader is. Without this file the page shows and does the same, by links and forms.
const board = document.querySelector('.board')

// Minutes since midnight on the dialogue's clock, from and to the shape 2031-06-02T09:00.
const minutesOf = (text, day) => (Date.parse(text + 'Z') - Date.parse(day + 'T00:00Z')) / 60000
const textOf = (minutes, day) =>
  new Date(Date.parse(day + 'T00:00Z') + minutes * 60000).toISOString().slice(0, 16)
const clock = text => text.slice(11)
const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_all, name) => values[name])

const ownZone = Intl.DateTimeFormat().resolvedOptions().timeZone

function wall (moment, minutes, timeZone) {
  const shown = new Intl.DateTimeFormat(document.documentElement.lang, {
    hour: '2-digit', minute: '2-digit', hourCycle: 'h23', weekday: 'short', timeZone
  }).formatToParts(new Date(Date.parse(moment) + minutes * 60000))
  return Object.fromEntries(shown.map(one => [one.type, one.value]))
}

// The reader's own time of a block, if it is another; `from` and `to` are minutes it has moved by.
function tellOwnTime (place, from = 0, to = 0) {
  const here = wall(place.dataset.from, from, ownZone)
  const there = wall(place.dataset.from, from, board.dataset.zone)
  if (here.hour === there.hour && here.minute === there.minute) return false
  const until = wall(place.dataset.to, to, ownZone)
  const day = here.weekday === there.weekday ? '' : `${here.weekday} `
  place.textContent = `(${day}${here.hour}:${here.minute}–${until.hour}:${until.minute})`
  return true
}

function tellOwnTimes () {
  const told = document.getElementById('own-zone')
  const differ = [...board.querySelectorAll('.own')].map(place => tellOwnTime(place))
  if (differ.includes(true)) {
    told.textContent = fill(told.dataset.text, { zone: ownZone.replaceAll('_', ' ') })
  }
}

function makeMovable () {
  const day = board.dataset.day
  const form = document.getElementById('move-form')
  const panel = document.getElementById('move')
  const rooms = [...board.querySelectorAll('.room')]
  const names = ['starts_at_0', 'starts_at_1', 'ends_at_0', 'ends_at_1', 'room']
  let changed = null // the article that is not where it was
  let waiting = 0

  const now = article => ({
    starts: minutesOf(article.dataset.nowStarts || article.dataset.starts, day),
    ends: minutesOf(article.dataset.nowEnds || article.dataset.ends, day),
    room: article.dataset.nowRoom ?? article.dataset.room
  })

  function place (article, { starts, ends, room }) {
    const block = article.parentElement
    const column = rooms.find(one => one.dataset.room === room)
    const up = Math.min(Math.ceil(ends / 5), 288)
    const down = Math.max(Math.floor(starts / 5), 0)
    const style = { h: Math.floor(down / 12), m: down % 12, eh: Math.floor(up / 12), em: up % 12 }
    for (const [name, value] of Object.entries(style)) block.style.setProperty(`--${name}`, value)
    if (column && room !== article.dataset.room) {
      for (const name of ['--c', '--w']) {
        block.style.setProperty(name, getComputedStyle(column).getPropertyValue(name))
      }
    } else {
      for (const name of ['--c', '--w']) block.style.removeProperty(name)
    }
    tellTimes(article, { starts, ends })
  }

  function tellTimes (article, { starts, ends }) {
    const { starts: first, ends: last } = article.dataset
    article.querySelector('.clock').textContent =
      `${clock(textOf(starts, day))}–${clock(textOf(ends, day))}`
    const [from, to] = [starts - minutesOf(first, day), ends - minutesOf(last, day)]
    tellOwnTime(article.querySelector('.own'), from, to)
  }

  function write (article) {
    const { nowStarts, nowEnds, nowRoom } = article.dataset
    const values = [...nowStarts.split('T'), ...nowEnds.split('T'), nowRoom]
    names.forEach((name, index) => { form.elements[name].value = values[index] })
  }

  function choose (article) {
    if (changed === article) return true
    if (changed) {
      say(board.dataset.busy)
      return false
    }
    changed = article
    const { dataset } = article
    dataset.nowStarts = dataset.starts
    dataset.nowEnds = dataset.ends
    dataset.nowRoom = dataset.room
    form.elements.session.value = dataset.session
    form.elements.seen.value = dataset.seen
    write(article)
    document.getElementById('move-what').textContent = dataset.title
    document.getElementById('swap-form')?.setAttribute('hidden', '')
    for (const old of form.querySelectorAll('.errorlist')) old.remove()
    document.getElementById('arising').textContent = ''
    for (const old of board.querySelectorAll('.is-chosen')) old.classList.remove('is-chosen')
    article.parentElement.classList.add('is-changed')
    panel.hidden = false
    panel.classList.add('follows')
    return true
  }

  function move (article, to) {
    const length = Math.max(5, to.ends - to.starts)
    const starts = Math.min(Math.max(to.starts, 0), 1435)
    const target = { starts, ends: starts + length, room: to.room }
    article.dataset.nowStarts = textOf(target.starts, day)
    article.dataset.nowEnds = textOf(target.ends, day)
    article.dataset.nowRoom = target.room
    place(article, target)
    write(article)
    const room = rooms.find(one => one.dataset.room === target.room && target.room)
    say(fill(board.dataset.said, {
      title: article.dataset.title,
      start: clock(article.dataset.nowStarts),
      end: clock(article.dataset.nowEnds),
      room: room ? room.textContent : board.dataset.unroomed
    }))
    lookForConflicts()
  }

  function undo () {
    if (!changed) return
    const article = changed
    changed = null
    clearTimeout(waiting)
    for (const name of ['nowStarts', 'nowEnds', 'nowRoom']) delete article.dataset[name]
    article.parentElement.removeAttribute('style')
    tellTimes(article, now(article))
    article.parentElement.classList.remove('is-changed')
    panel.hidden = true
    say(fill(board.dataset.undone, { title: article.dataset.title }))
    article.focus()
  }

  function say (text) {
    document.getElementById('said').textContent = text
  }

  // Asks the server, which alone knows, and shows its words. Silent if it cannot be reached.
  function lookForConflicts () {
    clearTimeout(waiting)
    waiting = setTimeout(async function () {
      const asked = new FormData(form)
      asked.set('do', 'check')
      try {
        const answer = await fetch(form.action, { method: 'POST', body: asked })
        const page = new DOMParser().parseFromString(await answer.text(), 'text/html')
        const found = page.getElementById('arising')
        const stays = changed && form.elements.session.value === asked.get('session')
        if (found && stays) document.getElementById('arising').replaceChildren(...found.childNodes)
      } catch { }
    }, 400)
  }

  const keys = {
    ArrowUp: (at, big) => big ? { ...at, ends: at.ends - 5 } : { ...at, starts: at.starts - 5, ends: at.ends - 5 },
    ArrowDown: (at, big) => big ? { ...at, ends: at.ends + 5 } : { ...at, starts: at.starts + 5, ends: at.ends + 5 }
  }
  keys.ArrowLeft = keys.ArrowUp
  keys.ArrowRight = keys.ArrowDown

  function nextRoom (room, step) {
    const index = rooms.findIndex(one => one.dataset.room === room) + step
    return rooms[Math.min(Math.max(index, 0), rooms.length - 1)].dataset.room
  }

  function onKey (event) {
    const article = event.currentTarget
    if (event.target !== article) return
    if (event.key === 'Enter') {
      article.querySelector('h2 a').click()
    } else if (event.key in keys && !event.metaKey) {
      event.preventDefault()
      if (!choose(article)) return
      const at = now(article)
      const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key]
      const isRoom = event.ctrlKey || event.altKey
      if (isRoom && step) move(article, { ...at, room: nextRoom(at.room, step) })
      if (!isRoom) move(article, keys[event.key](at, event.shiftKey))
      article.scrollIntoView({ block: 'nearest' })
    }
  }

  // A time is looked up among the hours as they are on screen.
  function minutesAt (y) {
    const hours = [...board.querySelectorAll('.hour')].map(one => ({
      hour: Number(one.dataset.hour), box: one.getBoundingClientRect()
    }))
    const found = hours.find(one => y < one.box.bottom) || hours.at(-1)
    const part = (y - found.box.top) / found.box.height
    return found.hour * 60 + Math.min(Math.max(part, 0), 1) * 60
  }

  function drag (event) {
    const article = event.currentTarget
    const isPhone = getComputedStyle(board).display !== 'grid'
    // A finger on the block scrolls the page; on its handle or lower edge it drags.
    const isFinger = event.pointerType === 'touch' && !event.target.closest('.grip, .edge')
    if (event.button || isPhone || event.target.closest('a') || isFinger) return
    const isEdge = event.target.classList.contains('edge')
    const from = minutesAt(event.clientY)
    const at = now(article)
    const block = article.parentElement
    const [startX, startY] = [event.clientX, event.clientY]
    let latest = null

    function follow (moved) {
      const [x, y] = [moved.clientX, moved.clientY]
      if (!latest && Math.hypot(x - startX, y - startY) < 4) return
      if (!latest && !choose(article)) return stop()
      block.classList.add('is-dragged')
      const by = Math.round((minutesAt(y) - from) / 5) * 5
      const over = rooms.find(one => {
        const box = one.getBoundingClientRect()
        return x >= box.left && x < box.right
      })
      latest = isEdge
        ? { ...at, ends: Math.max(at.starts + 5, at.ends + by) }
        : { starts: at.starts + by, ends: at.ends + by, room: over ? over.dataset.room : at.room }
      if (!isEdge) article.style.transform = `translate(${x - startX}px, ${y - startY}px)`
      tellTimes(article, latest)
    }

    function stop () {
      article.removeEventListener('pointermove', follow)
      article.removeEventListener('pointerup', stop)
      article.removeEventListener('pointercancel', stop)
      block.classList.remove('is-dragged')
      article.style.removeProperty('transform')
      if (latest && changed === article) move(article, latest)
    }

    article.setPointerCapture(event.pointerId) // before a quick hand has left the block
    article.addEventListener('pointermove', follow)
    article.addEventListener('pointerup', stop)
    article.addEventListener('pointercancel', stop)
  }

  for (const article of board.querySelectorAll('article')) {
    article.tabIndex = 0
    article.setAttribute('aria-label', article.dataset.title)
    article.setAttribute('aria-describedby', 'day-keys')
    article.addEventListener('keydown', onKey)
    article.addEventListener('pointerdown', drag)
    const edge = document.createElement('span')
    edge.className = 'edge'
    const grip = document.createElement('span')
    grip.className = 'grip'
    grip.setAttribute('aria-hidden', 'true')
    article.append(edge, grip)
  }
  document.addEventListener('keydown', event => { if (event.key === 'Escape') undo() })
  document.getElementById('move-cancel').addEventListener('click', function (event) {
    if (!changed) return
    event.preventDefault()
    undo()
  })
  for (const note of document.querySelectorAll('.needs-script')) note.hidden = false
  board.classList.add('can-drag')
}

if (board) {
  tellOwnTimes()
  if ('mayChange' in board.dataset) makeMovable()
}
