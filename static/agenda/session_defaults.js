// A new session is like others of its kind: choosing the kind sets its audience and attribution, as
// long as nobody has chosen these.
document.addEventListener('DOMContentLoaded', function () {
  const kind = document.querySelector('select[data-defaults]')
  if (!kind) return
  const defaults = JSON.parse(kind.dataset.defaults)
  const chosen = new Set()
  for (const name of ['attribution', 'audience']) {
    const field = kind.form.elements[name]
    if (field) field.addEventListener('change', () => chosen.add(name))
  }
  kind.addEventListener('change', function () {
    for (const [name, value] of Object.entries(defaults[kind.value] || {})) {
      const field = kind.form.elements[name]
      if (field && !chosen.has(name)) field.value = value
    }
  })
})
