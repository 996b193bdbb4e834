/* Drawing of results, from the templates that stand in the page. */
"use strict";
(function (smatlas) {
  const page = document.getElementById("sm-explore");
  const part = (id) => document.getElementById(id);
  const names = new Map(); // label and class of every role, as the filters show them

  function role(id) {
    if (!names.has(id)) {
      const input = page.querySelector(`.sm-facet[data-param="role"] input[value="${CSS.escape(id)}"]`);
      const item = input.closest("li");
      names.set(id, { label: item.querySelector(".sm-choice").textContent, root: item.className });
    }
    return names.get(id);
  }

  function chips(list, number) {
    const facet = list.facets.find((one) => one.param === "role");
    return facet.own[number].flatMap((at) => {
      const id = facet.values[at], link = document.createElement("a");
      link.className = `sm-chip ${role(id).root}`;
      link.href = `${page.dataset.roles}/${id}.html`;
      link.textContent = role(id).label;
      return [link, " "];
    });
  }

  function fill(template, list, number, picked, matched) {
    const piece = template.content.firstElementChild.cloneNode(true);
    const find = (name) => piece.querySelector(name);
    const id = list.id[number], box = find("input");
    box.value = id;
    box.checked = picked.has(id);
    box.setAttribute("aria-label", `Select: ${list.title[number]}`);
    find(".sm-entry-title").href = `${page.dataset.papers}/${id}.html`;
    smatlas.mark(find(".sm-entry-title"), list.title[number], matched);
    smatlas.mark(find(".sm-byline"), list.byline[number], matched);
    const venues = list.facets.find((one) => one.param === "venue");
    find(".sm-venue").textContent = venues.values[venues.papers[number][0]];
    find(".sm-year").textContent = list.year[number];
    find(".sm-result-roles").append(...chips(list, number));
    return piece;
  }

  const visible = new IntersectionObserver((entries) => entries.forEach((entry) => {
    if (!entry.isIntersecting) return;
    visible.unobserve(entry.target);
    waiting.get(entry.target)().catch(() => {}); // without its text, the title stands alone
  }), { rootMargin: "200px" });
  const waiting = new WeakMap();

  /* Texts come after the titles and only for what is seen: the first result waits for none. */
  async function extract(piece, number, matched, finding) {
    const passages = await smatlas.catalogue.passages(number);
    const shown = smatlas.extract(passages, matched, finding);
    piece.querySelector(".sm-extract-name").textContent = shown.name;
    smatlas.mark(piece.querySelector(".sm-extract-text"), shown.text, matched);
  }

  function entries(list, numbers, picked, matched, meeting) {
    const pieces = numbers.map((number) => {
      const piece = fill(part("sm-entry"), list, number, picked, matched);
      if (list.cited[number]) piece.querySelector(".sm-cited").textContent = ` · cited here ${list.cited[number]}×`;
      waiting.set(piece, () => extract(piece, number, matched, meeting.get(number)));
      return piece;
    });
    visible.disconnect();
    part("sm-results").replaceChildren(...pieces);
    pieces.forEach((piece) => visible.observe(piece));
  }

  function rows(list, numbers, picked, matched, order) {
    const pieces = numbers.map((number) => {
      const piece = fill(part("sm-row"), list, number, picked, matched);
      piece.querySelector(".sm-cited").textContent = list.cited[number];
      return piece;
    });
    part("sm-rows").replaceChildren(...pieces);
    const direction = { title: "ascending", newest: "descending", oldest: "ascending", cited: "descending" };
    for (const head of page.querySelectorAll("th[data-sort]")) {
      const here = head.dataset.sort === order || (head.dataset.sort === "newest" && order === "oldest");
      if (here) head.setAttribute("aria-sort", direction[order]);
      else head.removeAttribute("aria-sort");
    }
  }

  /* Links to pages of results: the first, the last, and those around. */
  function pages(current, last, address) {
    const nav = part("sm-pages");
    nav.hidden = last < 2;
    const shown = [...new Set([1, current - 1, current, current + 1, last])].filter((n) => n >= 1 && n <= last);
    nav.replaceChildren(...shown.flatMap((number, at) => {
      const link = document.createElement("a");
      link.textContent = number;
      link.dataset.page = number;
      link.href = address(number);
      link.setAttribute("aria-label", `Page ${number} of ${last}`);
      if (number === current) link.setAttribute("aria-current", "page");
      return at && number > shown[at - 1] + 1 ? [" … ", link] : [" ", link];
    }));
  }

  smatlas.results = { entries, rows, pages, role };
})(window.smatlas);
