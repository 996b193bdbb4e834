// The guide: hides the advice that the answers rule out, orders the rest, keeps the answers in the address.
// What holds under which answers, and the order, are those of Guide.choose in tools/smatlas/guide.py.
"use strict";

(() => {
  const guide = document.querySelector(".sm-guide");
  const form = guide.querySelector(".sm-questions");
  const howMany = guide.querySelector(".sm-how-many");
  const expand = guide.querySelector("[data-does=expand]");
  const questions = [...form.querySelectorAll(".sm-question")].map((element) => ({
    id: element.dataset.id,
    text: element.querySelector("legend").textContent,
    inputs: [...element.querySelectorAll("input")],
  }));
  const pieces = [...guide.querySelectorAll(".sm-advice")].map((element) => ({
    element,
    given: JSON.parse(element.dataset.given),
    conditions: [...element.querySelectorAll("[data-question]")],
  }));
  const parts = [...guide.querySelectorAll(".sm-part")].map((element) => ({
    element,
    count: element.querySelector("h2 .sm-count"),
    nothing: element.querySelector(".sm-nothing"),
    pieces: pieces.filter((piece) => element.contains(piece.element)),
  }));

  /** Answers by question; a question that was left open is absent. */
  function answers() {
    const given = {};
    for (const { id, inputs } of questions) {
      const chosen = inputs.find((input) => input.checked);
      if (chosen && chosen.value) given[id] = chosen.value;
    }
    return given;
  }

  /** Take the answers from the address; what is no answer to a question is passed over. */
  function read() {
    const given = new URLSearchParams(location.search);
    for (const { id, inputs } of questions) {
      const chosen = inputs.find((input) => input.value === (given.get(id) ?? ""));
      (chosen ?? inputs.find((input) => !input.value)).checked = true;
    }
  }

  /** Put the answers into the address. */
  function write(given) {
    const query = new URLSearchParams(given).toString();
    const wanted = query ? `?${query}` : "";
    if (location.search !== wanted) {
      history.replaceState(null, "", `${location.pathname}${wanted}${location.hash}`);
    }
  }

  function weigh(piece, given) {
    const asked = Object.keys(piece.given);
    const met = asked.filter((id) => id in given);
    piece.holds = met.every((id) => piece.given[id].includes(given[id]));
    piece.met = met.length;
    piece.open = asked.length - met.length;
    piece.element.hidden = !piece.holds;
    for (const condition of piece.conditions) {
      condition.classList.toggle("sm-met", piece.holds && condition.dataset.question in given);
    }
  }

  /** Put the pieces of a part in order: most conditions met, then fewest open, then as in the file. */
  function order(part) {
    const wanted = [...part.pieces].sort((a, b) => b.met - a.met || a.open - b.open);
    const shown = [...part.element.querySelectorAll(".sm-advice")];
    if (wanted.some((piece, place) => piece.element !== shown[place])) {
      part.element.append(...wanted.map((piece) => piece.element));
    }
  }

  function show() {
    const given = answers();
    pieces.forEach((piece) => weigh(piece, given));
    for (const part of parts) {
      order(part);
      const holding = part.pieces.filter((piece) => piece.holds).length;
      part.count.textContent = holding;
      part.nothing.hidden = holding > 0;
    }
    const holding = pieces.filter((piece) => piece.holds).length;
    howMany.textContent = holding
      ? `${holding} of ${pieces.length} pieces of advice hold.`
      : "No advice holds under these answers; take one of them back.";
    write(given);
    summarise(given);
  }

  /** Write the answers as text, for print. */
  function summarise(given) {
    const rows = questions.map(({ id, text, inputs }) => {
      const row = document.createElement("div");
      const chosen = id in given ? inputs.find((input) => input.value === given[id]) : null;
      for (const [name, said] of [["dt", text], ["dd", chosen ? chosen.parentElement.textContent : "Left open"]]) {
        row.append(Object.assign(document.createElement(name), { textContent: said.trim() }));
      }
      return row;
    });
    guide.querySelector(".sm-answered dl").replaceChildren(...rows);
    guide.querySelector(".sm-address").textContent = location.href;
  }

  /** Open the advice that the address leads to; answers that rule it out are taken back. */
  function arrive() {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const piece = target && pieces.find(({ element }) => element.contains(target));
    if (!piece) return;
    const given = answers();
    for (const { id, inputs } of questions) {
      const ruledOut = id in given && id in piece.given && !piece.given[id].includes(given[id]);
      if (ruledOut) inputs.find((input) => !input.value).checked = true;
    }
    show();
    piece.element.open = true;
    target.scrollIntoView();
  }

  function label() {
    const open = pieces.filter((piece) => piece.holds).every((piece) => piece.element.open);
    expand.textContent = open ? "Close all" : "Open all";
  }

  const does = {
    expand() {
      const holding = pieces.filter((piece) => piece.holds);
      const open = !holding.every((piece) => piece.element.open);
      for (const piece of holding) piece.element.open = open;
    },
    print() {
      window.print();
    },
    reset() {
      form.reset();
      show();
      questions[0].inputs[0].focus();
    },
  };

  form.addEventListener("change", show);
  for (const button of guide.querySelectorAll("[data-does]")) {
    button.addEventListener("click", does[button.dataset.does]);
  }
  for (const piece of pieces) piece.element.addEventListener("toggle", label);
  window.addEventListener("hashchange", arrive);
  window.addEventListener("popstate", () => {
    read();
    show();
  });

  read();
  show();
  arrive();
})();
