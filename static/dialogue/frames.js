// The keyboard goes into the letter that a frame shows, of which a style sheet learns nothing: the
// frame is told, so that it shows where the keyboard is.
function tell () {
  for (const frame of document.querySelectorAll('iframe')) {
    frame.classList.toggle('has-focus', frame === document.activeElement)
  }
}
addEventListener('blur', () => setTimeout(tell))
addEventListener('focus', () => setTimeout(tell))
document.addEventListener('focusin', tell)
