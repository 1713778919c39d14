/* A name for each field in which one searches for a row: Django's names only what is chosen, and an
   empty one says nothing to people who hear the form. And a role for the signs before the two lists
   of a choice of many: Django names them, and a mere <span> may have no name. */
"use strict";
{
  const nameAll = () => {
    for (const select of document.querySelectorAll("select.admin-autocomplete")) {
      const label = select.labels[0];
      const box = select.nextElementSibling?.querySelector(".select2-selection");
      if (!label || !box) continue;
      label.id ||= `${select.id}-label`;
      const chosen = box.querySelector(".select2-selection__rendered");
      chosen?.setAttribute("aria-labelledby", label.id);
      box.setAttribute("aria-labelledby", [label.id, chosen?.id].filter(Boolean).join(" "));
    }
  };
  window.django?.jQuery(nameAll); // after Django's own, which makes the fields
  document.addEventListener("formset:added", nameAll);
  window.addEventListener("load", () => {
    // After Django's own listener, which makes them.
    for (const sign of document.querySelectorAll(".search-label-icon[aria-label]")) {
      sign.setAttribute("role", "img");
    }
  });
}
