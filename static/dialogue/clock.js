/* The reader's own time beside that of the form, where the two differ. */
"use strict";
{
  const own = document.querySelector(".form-clock span");
  const there = Number(document.body.dataset.adminUtcOffset); // seconds east of Greenwich
  const now = new Date();
  if (own && -now.getTimezoneOffset() * 60 !== there) {
    const time = own.querySelector("time");
    time.dateTime = now.toISOString();
    time.textContent = now.toLocaleString(document.documentElement.lang, {
      weekday: "short", hour: "2-digit", minute: "2-digit", hourCycle: "h23",
    });
    own.hidden = false;
  }
}
