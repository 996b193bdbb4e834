/* The search box of the front page: answers while somebody types, in the pattern of an editable
   combobox with a list (www.w3.org/WAI/ARIA/apg/patterns/combobox). Without it the form leads to
   the explore page. */
"use strict";
(function (smatlas) {
  const field = document.getElementById("sm-search-text");
  if (!field) return;
  const form = field.form, answers = document.getElementById("sm-answers");
  const holder = document.getElementById("sm-answers-holder"), note = document.getElementById("sm-answers-note");
  const ROLES = 3, PAPERS = 6;
  let turn = 0, active = -1;

  const roles = [...document.querySelectorAll(".sm-map a")].map((link) => ({
    link,
    name: (link.querySelector(".sm-leaf-name") || link).textContent,
  }));

  /* Roles whose name has a word that begins with each word typed. */
  function rolesLike(text) {
    const typed = smatlas.words(text);
    return roles.filter(({ name }) => {
      const known = smatlas.words(name);
      return typed.length && typed.every((word) => known.some((one) => one.startsWith(word)));
    }).slice(0, ROLES);
  }

  function option(address, title, facts, matched) {
    const item = document.createElement("li");
    item.setAttribute("role", "option");
    item.setAttribute("aria-selected", "false");
    item.id = `sm-answer-${answers.childElementCount}`;
    item.dataset.address = address;
    const name = document.createElement("strong"), about = document.createElement("span");
    smatlas.mark(name, title, matched);
    about.className = "sm-entry-facts";
    about.textContent = facts;
    item.append(name, " ", about);
    answers.append(item);
  }

  function open(shown) {
    holder.hidden = !shown;
    field.setAttribute("aria-expanded", shown);
    if (!shown) move(-1);
  }

  function move(to) {
    active = to;
    [...answers.children].forEach((item, at) => item.setAttribute("aria-selected", at === to));
    if (to < 0) field.removeAttribute("aria-activedescendant");
    else {
      field.setAttribute("aria-activedescendant", answers.children[to].id);
      answers.children[to].scrollIntoView({ block: "nearest" });
    }
  }

  async function answer() {
    const mine = ++turn, text = field.value;
    if (!text.trim()) return open(false);
    let list, hits;
    try {
      [list, hits] = await Promise.all([smatlas.catalogue.list(), smatlas.search(text)]);
    } catch {
      return open(false); // from a folder on disk nothing can be read: the form remains
    }
    if (mine !== turn) return undefined;
    const scores = hits ? hits.scores : new Map(), matched = hits ? hits.matched : new Map();
    const numbers = [...scores.keys()].sort((a, b) => scores.get(b) - scores.get(a) || list.year[b] - list.year[a] || a - b);
    answers.replaceChildren();
    for (const { link, name } of rolesLike(text)) option(link.href, name, "role", matched);
    for (const number of numbers.slice(0, PAPERS)) {
      option(`${field.dataset.papers}/${list.id[number]}.html`, list.title[number], `${list.byline[number]} ${list.year[number]}`, matched);
    }
    const meant = hits && hits.meant.length ? `, “${hits.meant.map((pair) => pair[1]).join(" ")}” taken for what was typed` : "";
    const all = numbers.length === 1 ? "1 paper" : `${numbers.length} papers`;
    const facts = hits && hits.relaxed ? `${all} with some of the words` : all + meant;
    option(`${form.getAttribute("action")}?text=${encodeURIComponent(text.trim())}`, "Explore them all", facts, new Map());
    note.textContent = `${facts}; ${answers.childElementCount} answers in the list`;
    move(-1);
    return open(true);
  }

  function follow(item) {
    location.href = item.dataset.address;
  }

  function press(event) {
    const last = answers.childElementCount - 1;
    if (holder.hidden) return;
    if (event.key === "Escape") {
      event.preventDefault(); // which would empty the field
      open(false);
    }
    const next = { ArrowDown: active < last ? active + 1 : -1, ArrowUp: active < 0 ? last : active - 1 }[event.key];
    if (next !== undefined) {
      event.preventDefault();
      move(next);
    } else if (event.key === "Enter" && active >= 0) {
      event.preventDefault();
      follow(answers.children[active]);
    }
  }

  for (const [name, value] of [["role", "combobox"], ["aria-expanded", "false"], ["aria-controls", "sm-answers"], ["aria-autocomplete", "list"]]) {
    field.setAttribute(name, value);
  }
  let waiting;
  field.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(answer, 120);
  });
  field.addEventListener("keydown", press);
  field.addEventListener("blur", () => open(false));
  holder.addEventListener("mousedown", (event) => event.preventDefault()); // keeps the focus in the field
  answers.addEventListener("click", (event) => {
    const item = event.target.closest("li");
    if (item) follow(item);
  });
})(window.smatlas);
