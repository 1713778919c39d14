// A new session is like others of its kind: choosing the kind sets its audience and attribution, and
// says so, as long as nobody has chosen these.
document.addEventListener('DOMContentLoaded', function () {
  const kind = document.querySelector('select[data-defaults]')
  if (!kind) return
  const defaults = JSON.parse(kind.dataset.defaults)
  const fields = ['attribution', 'audience'].map((name) => kind.form.elements[name]).filter(Boolean)
  const chosen = new Set()
  for (const field of fields) {
    // A form that comes back with an error holds what somebody chose.
    if (kind.dataset.typed && field.value !== (defaults[kind.value] || {})[field.name]) chosen.add(field)
    field.addEventListener('change', () => chosen.add(field))
  }
  const said = document.createElement('p')
  said.className = 'help'
  said.setAttribute('role', 'status')
  kind.closest('.form-row').append(said)
  kind.addEventListener('change', function () {
    const set = []
    for (const field of fields) {
      const value = (defaults[kind.value] || {})[field.name]
      if (!value || chosen.has(field) || field.value === value) continue
      field.value = value
      const label = kind.form.querySelector(`label[for="${field.id}"]`).textContent.replace(/[:\s]+$/, '')
      set.push(`${label} – ${field.selectedOptions[0].textContent}`)
    }
    said.textContent = !set.length ? '' : kind.dataset.said
      .replace('{kind}', kind.selectedOptions[0].textContent).replace('{values}', set.join('; '))
  })
})
