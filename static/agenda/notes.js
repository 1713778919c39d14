// Ctrl+Enter (or ⌘+Enter) saves the note that is being written.
document.addEventListener('keydown', function (event) {
  const form = event.target.closest('form.note')
  if (form && event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
    event.preventDefault()
    form.requestSubmit()
  }
})
