// Makes tables of the class sm-sortable sortable by a click on a heading. Rows stay within their
// tbody, so that groups are never mixed; empty cells come last both ways.
(() => {
  "use strict";
  const value = (row, place) => {
    const cell = row.cells[place];
    const text = cell.dataset.value ?? cell.textContent.trim();
    const number = text === "" ? NaN : Number(text);
    return { text, number };
  };

  function compare(a, b, factor) {
    if (!a.text || !b.text) return !a.text - !b.text;
    const words = Number.isNaN(a.number) - Number.isNaN(b.number);
    if (words) return words; // numbers before words, both ways
    const order = Number.isNaN(a.number)
      ? a.text.localeCompare(b.text, "en", { numeric: true })
      : a.number - b.number;
    return factor * order;
  }

  function sort(table, heading, place) {
    const rising = heading.getAttribute("aria-sort") !== "ascending";
    for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
    heading.setAttribute("aria-sort", rising ? "ascending" : "descending");
    for (const body of table.tBodies) {
      const rows = [...body.rows].filter((row) => row.cells.length > place);
      const keyed = rows.map((row) => ({ row, key: value(row, place) }));
      keyed.sort((a, b) => compare(a.key, b.key, rising ? 1 : -1));
      body.append(...keyed.map(({ row }) => row));
    }
  }

  for (const table of document.querySelectorAll("table.sm-sortable")) {
    [...table.tHead.rows[0].cells].forEach((heading, place) => {
      if ("fixed" in heading.dataset) return; // what this column holds cannot be compared
      const button = document.createElement("button");
      button.type = "button";
      button.className = "sm-sort";
      button.append(...heading.childNodes);
      heading.append(button);
      heading.addEventListener("click", () => sort(table, heading, place));
    });
  }
})();
