"use strict";
// Sends the form of the page as JSON. The token of the mail comes in the fragment, which browsers send to no server, and is
// taken out of the address bar at once so that it stays out of the history.
const form = document.querySelector("form");
const status_line = form.querySelector("[role=status]");
const token = decodeURIComponent(location.hash.slice(1));
if (token) {
  history.replaceState(null, "", location.pathname);
}
if (form.dataset.token && !token) {
  status_line.textContent = "This page is opened from the link in a mail. The link seems to be incomplete.";
  form.querySelector("button").disabled = true;
}
form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const button = form.querySelector("button");
  const body = Object.fromEntries(new FormData(form));
  if (form.dataset.token) {
    body[form.dataset.token] = token;
  }
  button.disabled = true;
  status_line.textContent = "One moment.";
  try {
    const answer = await fetch(form.dataset.endpoint, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(body),
      credentials: "omit",
    });
    if (answer.ok) {
      form.replaceChildren(status_line);
      status_line.textContent = form.dataset.done;
      return;
    }
    status_line.textContent = (await answer.json()).detail;
  } catch (error) {
    status_line.textContent = "The relay cannot be reached. Try again.";
  }
  button.disabled = false;
});
