// Choosing another language sends along the form that its button belongs to. Where a page has several
// forms, what is typed into the others goes along too, so that none of it is lost.
document.addEventListener('submit', function (event) {
  if (event.submitter?.name !== 'only_language') return
  event.target.addEventListener('formdata', function ({ formData }) {
    for (const form of document.forms) {
      if (form === event.target || !form.id) continue // those without hold nothing but a button
      for (const [name, value] of new FormData(form)) {
        if (!formData.has(name) && typeof value === 'string') formData.append(name, value)
      }
    }
  }, { once: true })
})
