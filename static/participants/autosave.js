// Sends a form to its data-autosave address at every change, and says on the page what came of it.
// One request at a time, so that an earlier state never overtakes a later one: a button waits for it
// too. What was typed just before a link was followed is sent on the way out.
for (const form of document.querySelectorAll('form[data-autosave]')) {
  const told = form.querySelector('.saved')
  let waiting = 0
  let isBusy = false
  let isStale = false
  let isUnsent = false
  let pressed = null

  function send (more) {
    isUnsent = false
    return fetch(form.dataset.autosave, {
      method: 'POST',
      body: new FormData(form),
      credentials: 'same-origin',
      redirect: 'error',
      ...more
    })
  }

  async function save () {
    if (isBusy) {
      isStale = true
      return
    }
    isBusy = true
    isStale = false
    try {
      const answer = await send({ signal: AbortSignal.timeout(10000) })
      const { text, missing } = await answer.json()
      told.textContent = text
      if (missing) document.getElementById('missing').innerHTML = missing
    } catch {
      told.textContent = form.dataset.notSaved
      isUnsent = true
    }
    isBusy = false
    if (pressed) {
      form.requestSubmit(pressed)
      pressed = null
    } else if (isStale) save()
  }

  form.addEventListener('input', function () {
    isUnsent = true
  })
  form.addEventListener('change', function () {
    isUnsent = true
    clearTimeout(waiting)
    waiting = setTimeout(save, 600)
  })
  form.addEventListener('submit', function (event) {
    clearTimeout(waiting)
    isUnsent = false
    if (!isBusy) return
    event.preventDefault()
    pressed = event.submitter
  })
  window.addEventListener('pagehide', function () {
    clearTimeout(waiting)
    if (isUnsent) send({ keepalive: true })
  })
}
