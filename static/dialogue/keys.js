// Says on the page what went wrong with a security key; allauth's script only tells the console.
document.addEventListener('allauth.error', function (event) {
  event.preventDefault()
  const text = document.getElementById('key-refused')
  text.hidden = false
  text.scrollIntoView({ block: 'nearest' })
})
document.addEventListener('click', function (event) {
  if (event.target.closest('button')) document.getElementById('key-refused').hidden = true
})
