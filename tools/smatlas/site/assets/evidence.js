// Filters of the pages of evidence. The pages are whole without this script; it hides what a
// choice leaves out, counts the cells of the map again, and keeps the choice in the address.
(() => {
  "use strict";
  const form = document.querySelector(".sm-filters");
  if (!form) return;
  const { texts, findings } = JSON.parse(document.getElementById("sm-findings").textContent);
  const output = form.querySelector("output");
  const fields = [...form.elements].filter((field) => field.name);

  function kept() {
    const { from, to } = Object.fromEntries(new FormData(form));
    const wanted = fields
      .filter((field) => field.value && field.name !== "from" && field.name !== "to")
      .map((field) => texts.indexOf(`${field.name}=${field.value}`));
    return findings.map(
      ([year, told]) =>
        (!from || year >= from) && (!to || year <= to) && wanted.every((text) => told.includes(text)),
    );
  }

  function count(cell, shown) {
    const counts = cell.dataset.counts
      .split(",")
      .map((list) => (list ? list.split(" ").filter((number) => shown[number]).length : 0));
    cell.querySelectorAll(".sm-tally").forEach((tally, place) => {
      tally.querySelector("b").textContent = counts[place];
      tally.hidden = !counts[place];
    });
    cell.querySelector(".sm-nothing").hidden = counts.some(Boolean);
  }

  function show() {
    const shown = kept();
    for (const element of document.querySelectorAll("[data-finding]"))
      element.toggleAttribute("hidden", !shown[element.dataset.finding]);
    for (const group of document.querySelectorAll(".sm-like"))
      group.hidden = !group.querySelector("[data-finding]:not([hidden])");
    for (const cell of document.querySelectorAll("[data-counts]")) count(cell, shown);
    output.textContent = `${shown.filter(Boolean).length} of ${shown.length} findings`;
    const chosen = new URLSearchParams(fields.filter((f) => f.value).map((f) => [f.name, f.value])).toString();
    const query = chosen ? `?${chosen}` : "";
    // browsers refuse to change the address of a page that is read from a folder
    if (location.protocol !== "file:")
      history.replaceState(null, "", location.pathname + query + location.hash);
    for (const link of document.querySelectorAll("a.sm-keep")) link.search = query;
  }

  function choose() {
    const asked = new URLSearchParams(location.search);
    for (const field of fields) {
      const value = asked.get(field.name) ?? "";
      field.value = [...field.options].some((option) => option.value === value) ? value : "";
    }
    show();
  }

  form.addEventListener("change", show);
  form.addEventListener("reset", () => setTimeout(show)); // the fields are emptied after this event
  form.addEventListener("submit", (event) => event.preventDefault());
  window.addEventListener("popstate", choose);
  choose();
  // what was hidden above has moved the place that the address names
  if (location.hash) document.getElementById(decodeURIComponent(location.hash.slice(1)))?.scrollIntoView();
})();
