/* The explore page: listens, keeps the state in the address, and shows what it asks for. */
"use strict";
(function (smatlas) {
  const page = document.getElementById("sm-explore");
  const part = (id) => document.getElementById(id);
  const size = Number(page.dataset.size);
  let list, state, found = { numbers: [] }, hits = null, turn = 0;

  const papers = (number) => `${number} paper${number === 1 ? "" : "s"}`;
  const boxes = (facet) => page.querySelectorAll(`.sm-facet[data-param="${CSS.escape(facet.param)}"] input`);
  const button = (text, action, name) => {
    const made = Object.assign(document.createElement("button"), { type: "button", textContent: text, className: "sm-chip" });
    if (name) made.setAttribute("aria-label", name);
    made.addEventListener("click", action);
    return made;
  };

  /* --- state and address --- */

  const address = (changes) => location.pathname + smatlas.state.write({ ...state, ...changes }, list);

  function go(changes, { replace = false } = {}) {
    state = { ...state, page: 1, ...changes };
    history[replace ? "replaceState" : "pushState"](null, "", address({}));
    return show();
  }

  function choose(facet, at, on) {
    const chosen = new Map(state.chosen), places = new Set(chosen.get(facet.param));
    if (on) places.add(at);
    else places.delete(at);
    if (places.size) chosen.set(facet.param, places);
    else chosen.delete(facet.param);
    return chosen;
  }

  /* --- what is shown --- */

  async function show(untouched = false) {
    const mine = ++turn;
    const asked = state.text.trim() ? await smatlas.search(state.text) : null;
    if (mine !== turn) return; // somebody typed on
    hits = asked;
    const scores = hits && hits.scores;
    found = smatlas.explore.select(list, state, scores);
    smatlas.explore.sort(list, found.numbers, smatlas.state.order(state), scores);
    const last = Math.max(1, Math.ceil(found.numbers.length / size));
    state.page = Math.min(state.page, last);
    const shown = found.numbers.slice((state.page - 1) * size, state.page * size);
    const matched = hits ? hits.matched : new Map();
    controls();
    choices();
    notes();
    part("sm-results").hidden = state.view === "table";
    part("sm-table-holder").hidden = state.view !== "table";
    if (state.view) smatlas.results.rows(list, shown, state.picked, matched, smatlas.state.order(state));
    else if (!untouched) smatlas.results.entries(list, shown, state.picked, matched, found.meeting);
    smatlas.results.pages(state.page, last, (number) => address({ page: number }));
    picked();
  }

  function controls() {
    if (document.activeElement !== part("sm-text")) part("sm-text").value = state.text;
    const best = part("sm-sort").querySelector("[value=relevance]");
    best.disabled = best.hidden = !state.text.trim();
    part("sm-sort").value = smatlas.state.order(state);
    for (const radio of page.querySelectorAll("[name=view]")) radio.checked = radio.value === state.view;
    for (const [id, value] of [["sm-from", state.from], ["sm-to", state.to]]) {
      part(id).value = value || "";
      for (const option of part(id).options) {
        if (option.value) option.textContent = `${option.value} (${found.years.get(Number(option.value)) || 0})`;
      }
    }
    for (const facet of list.facets) {
      const chosen = state.chosen.get(facet.param) || new Set(), counts = found.counts.get(facet.param);
      boxes(facet).forEach((box, at) => {
        box.checked = chosen.has(at);
        const item = box.closest("li");
        item.querySelector(".sm-count").textContent = counts[at];
        item.classList.toggle("sm-none", !counts[at]);
      });
      const badge = page.querySelector(`.sm-facet[data-param="${CSS.escape(facet.param)}"] .sm-facet-chosen`);
      badge.hidden = !chosen.size;
      badge.textContent = chosen.size ? `${chosen.size} chosen` : "";
    }
  }

  /* What has been chosen, each with a button that takes it back. */
  function choices() {
    const made = [];
    if (state.text.trim()) made.push([`“${state.text.trim()}”`, { text: "", sort: "" }]);
    for (const facet of list.facets) {
      for (const at of state.chosen.get(facet.param) || []) {
        const label = boxes(facet)[at].closest("li").querySelector(".sm-choice").textContent;
        made.push([label, { chosen: choose(facet, at, false) }]);
      }
    }
    if (state.from) made.push([`from ${state.from}`, { from: null }]);
    if (state.to) made.push([`to ${state.to}`, { to: null }]);
    const pieces = made.flatMap(([label, changes]) => [button(`${label} ×`, () => go(changes), `Without ${label}`), " "]);
    if (made.length > 1) pieces.push(button("Clear all", () => go({ text: "", from: null, to: null, chosen: new Map(), sort: "" })));
    part("sm-chosen").replaceChildren(...pieces);
    part("sm-chosen").hidden = !made.length;
    part("sm-filters-toggle").textContent = made.length ? `Filters (${made.length})` : "Filters";
  }

  function notes() {
    const total = found.numbers.length, lines = [];
    part("sm-total").textContent = total === list.id.length ? papers(total) : `${total} of ${papers(list.id.length)}`;
    if (hits) {
      for (const [typed, meant] of hits.meant) lines.push(`Nothing holds “${typed}”: looked for “${meant}” instead.`);
      for (const word of hits.unknown) lines.push(`Nothing holds “${word}”, nor any word near it.`);
      if (hits.relaxed) lines.push("No paper has all words; these have some of them.");
    }
    if (!total && hits && !hits.scores.size) lines.push("Nothing was found. Try fewer or other words.");
    else if (!total) lines.push("No paper meets all of this: take back one of the choices above.");
    part("sm-note").textContent = lines.join(" ");
    part("sm-note").hidden = !lines.length;
  }

  /* --- selection, and files to take away --- */

  function picked() {
    const number = state.picked.size, view = found.numbers.length;
    part("sm-picked").textContent = number ? `${papers(number)} selected` : "Nothing selected";
    part("sm-save-picked").disabled = !number;
    part("sm-save-picked").textContent = number ? `Download the selection (${number})` : "Download the selection";
    part("sm-save-view").disabled = !view;
    part("sm-save-view").textContent = `Download the view (${view})`;
    part("sm-copy").disabled = !view && !number;
    part("sm-copy").textContent = number ? "Copy the selection" : "Copy the view";
    for (const box of page.querySelectorAll("[name=picked]")) box.checked = state.picked.has(box.value);
    for (const link of part("sm-pages").querySelectorAll("a")) link.href = address({ page: Number(link.dataset.page) });
  }

  function pick(ids) {
    state.picked = ids;
    history.replaceState(null, "", address({}));
    picked();
  }

  const selection = () => [...state.picked].map((id) => list.id.indexOf(id));

  async function written(numbers) {
    const file = await smatlas.catalogue.file(part("sm-format").value);
    return file.head + numbers.map((number) => file.pieces[number]).join(file.between) + file.tail;
  }

  async function save(numbers) {
    const option = part("sm-format").selectedOptions[0];
    const blob = new Blob([await written(numbers)], { type: `${option.dataset.media};charset=utf-8` });
    const link = Object.assign(document.createElement("a"), { href: URL.createObjectURL(blob), download: `papers.${option.dataset.ending}` });
    link.click();
    URL.revokeObjectURL(link.href);
    part("sm-saved").textContent = `${papers(numbers.length)} as ${option.textContent}`;
  }

  async function copy() {
    const numbers = state.picked.size ? selection() : found.numbers;
    await navigator.clipboard.writeText(await written(numbers));
    part("sm-saved").textContent = `${papers(numbers.length)} copied`;
  }

  /* --- listening --- */

  function changed(event) {
    const box = event.target;
    if (box.name === "picked") {
      const ids = new Set(state.picked);
      if (box.checked) ids.add(box.value);
      else ids.delete(box.value);
      return pick(ids);
    }
    if (box.name === "from" || box.name === "to") return go({ [box.name]: Number(box.value) || null });
    if (box.name === "sort" || box.name === "view") return go({ [box.name]: box.value });
    const facet = list.facets.find((one) => one.param === box.name);
    return facet && go({ chosen: choose(facet, [...boxes(facet)].indexOf(box), box.checked) });
  }

  function turnTo(event) {
    const link = event.target.closest("[data-page]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    go({ page: Number(link.dataset.page) }).then(() => {
      part("sm-total").tabIndex = -1;
      part("sm-total").focus({ preventScroll: true });
      page.querySelector(".sm-found").scrollIntoView();
    });
  }

  function listen() {
    let waiting;
    const type = () => {
      clearTimeout(waiting);
      waiting = setTimeout(() => go({ text: part("sm-text").value, sort: state.sort === "relevance" ? "" : state.sort }, { replace: true }), 150);
    };
    part("sm-text").addEventListener("input", type);
    page.addEventListener("submit", (event) => {
      event.preventDefault();
      clearTimeout(waiting);
      go({ text: part("sm-text").value });
    });
    page.addEventListener("change", changed);
    part("sm-pages").addEventListener("click", turnTo);
    page.querySelectorAll("th[data-sort] button").forEach((head) => head.addEventListener("click", () => {
      const order = smatlas.state.order(state), key = head.parentElement.dataset.sort;
      go({ sort: key === "newest" && order === "newest" ? "oldest" : key });
    }));
    part("sm-pick-all").addEventListener("click", () => pick(new Set([...state.picked, ...found.numbers.map((number) => list.id[number])])));
    part("sm-pick-none").addEventListener("click", () => pick(new Set()));
    part("sm-save-view").addEventListener("click", () => save(found.numbers));
    part("sm-save-picked").addEventListener("click", () => save(selection()));
    part("sm-copy").addEventListener("click", copy);
    part("sm-filters-toggle").addEventListener("click", () => {
      const open = page.classList.toggle("sm-filters-open");
      part("sm-filters-toggle").setAttribute("aria-expanded", open);
    });
    window.addEventListener("popstate", () => {
      state = smatlas.state.read(location.search, list);
      part("sm-text").value = state.text;
      show();
    });
  }

  /* A box ticked, or a word typed, while the list was on its way counts as well. */
  function caughtUp() {
    const early = part("sm-text").value;
    for (const facet of list.facets) {
      boxes(facet).forEach((box, at) => { if (box.checked) state.chosen = choose(facet, at, true); });
    }
    if (early && early !== state.text) state.text = early;
  }

  async function start() {
    try {
      list = smatlas.explore.prepare(await smatlas.catalogue.list());
    } catch {
      part("sm-failed").hidden = false;
      return;
    }
    state = smatlas.state.read(location.search, list);
    caughtUp();
    if (!part("sm-text").value) part("sm-text").value = state.text;
    for (const param of state.chosen.keys()) page.querySelector(`.sm-facet[data-param="${CSS.escape(param)}"]`).open = true;
    listen();
    // What the page shows already is what the bare address asks for.
    await show(!smatlas.state.write(state, list));
    page.dataset.ready = "";
  }

  start();
})(window.smatlas);
