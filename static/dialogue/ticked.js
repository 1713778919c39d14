/* Ticks the rows again on the way back from a step: those that the address names (…/#ticked=3,5), or
   that the link named which led here. The page of a step stands at the list's own address, where a
   link with a # would lead nowhere. */
"use strict";
const keyOf = (path) => `ticked ${path}`;
window.addEventListener("load", () => {
  const [, named] = location.hash.match(/^#ticked=([\d,]+)$/) ?? [];
  const ticked = named ?? sessionStorage.getItem(keyOf(location.pathname));
  const boxes = document.querySelectorAll("input.action-select");
  if (!ticked || !boxes.length) return;
  const keys = new Set(ticked.split(","));
  for (const box of boxes) {
    if (keys.has(box.value) && !box.checked) box.click(); // Django counts the ticks by the click
  }
  sessionStorage.removeItem(keyOf(location.pathname));
  if (named) history.replaceState(null, "", location.pathname + location.search);
});
document.addEventListener("click", (event) => {
  const way = event.target.closest("a[data-ticked]");
  if (way) sessionStorage.setItem(keyOf(way.pathname), way.dataset.ticked);
});
