// Sends a form to its data-autosave address at every change, and says on the page what came of it.
// One request at a time, so that an earlier state never overtakes a later one.
for (const form of document.querySelectorAll('form[data-autosave]')) {
  const told = form.querySelector('.saved')
  let waiting = 0
  let isBusy = false
  let isStale = false

  async function save () {
    if (isBusy) {
      isStale = true
      return
    }
    isBusy = true
    isStale = false
    try {
      const answer = await fetch(form.dataset.autosave, {
        method: 'POST',
        body: new FormData(form),
        credentials: 'same-origin',
        redirect: 'error'
      })
      const { text, missing } = await answer.json()
      told.textContent = text
      if (missing) document.getElementById('missing').innerHTML = missing
    } catch {
      told.textContent = form.dataset.notSaved
    }
    isBusy = false
    if (isStale) save()
  }

  form.addEventListener('change', function () {
    clearTimeout(waiting)
    waiting = setTimeout(save, 600)
  })
  form.addEventListener('submit', function () {
    clearTimeout(waiting)
  })
}
