/* The citation graph answers: filters, pointing, keys, the panel, and the state in the address. */
"use strict";

(() => {
  const article = document.querySelector(".sm-graph");
  const form = article.querySelector(".sm-filters");
  const panel = article.querySelector(".sm-graph-panel");
  const status = article.querySelector(".sm-graph-status span");
  const graph = smGraphPapers.read(article);
  const view = smGraphView(article.querySelector(".sm-graph-view"));
  const hint = Array.from(panel.childNodes);
  const state = { q: "", role: "", show: "", paper: "", from: "", to: "", slot: "" };
  let focused = graph.papers[0]; // the one paper of the drawing that Tab reaches

  /* The panel */

  function element(name, attributes = {}, ...children) {
    const made = Object.assign(document.createElement(name), attributes);
    made.append(...children);
    return made;
  }

  function choice(paper) {
    const link = element("a", { href: `?paper=${encodeURIComponent(paper.id)}` }, paper.title);
    link.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      choose(paper);
      panel.focus();
    });
    return element("li", {}, link, ` (${paper.authors} ${paper.year})`);
  }

  function list(heading, papers, otherwise) {
    const sorted = papers.toSorted((one, other) => other.year - one.year || one.title.localeCompare(other.title));
    return [element("h3", {}, heading), papers.length ? element("ul", {}, ...sorted.map(choice)) : element("p", {}, otherwise)];
  }

  function about(paper) {
    const unknown = paper.state === "unknown";
    const number = unknown ? "unknown" : paper.cites.length;
    const none = unknown ? "Its reference list has not been read yet, so what it cites is unknown, not nothing." : "None of the papers here.";
    const end = (key, text) => {
      const button = element("button", { type: "button" }, text);
      button.addEventListener("click", () => set({ [key]: paper.id }));
      return button;
    };
    panel.replaceChildren(
      element("h2", {}, element("a", { href: paper.page }, paper.title)),
      element("p", {}, `${paper.authors}, ${paper.year}. ${paper.role}.`),
      ...(paper.state === "partial" ? [element("p", {}, "Its reference list is known in part.")] : []),
      element("p", {}, end("from", "Path from here"), end("to", "Path to here")),
      ...list(`References here (${number})`, paper.cites, none),
      ...list(`Cited by here (${paper.citedBy.length})`, paper.citedBy, "None known."),
    );
  }

  function route(from, to, way) {
    const steps = (way ?? []).flatMap((paper, position) => {
      const last = way[position - 1];
      const verb = last && (last.cites.includes(paper) ? "cites" : "is cited by");
      return [...(verb ? [element("li", { className: "sm-step" }, verb)] : []), choice(paper)];
    });
    panel.replaceChildren(
      element("h2", {}, "How these two connect"),
      ...(way ? [element("p", {}, `${way.length - 1} ${way.length === 2 ? "step" : "steps"}, a shortest path.`), element("ol", {}, ...steps)]
        : [element("p", {}, `No path is known between “${from.title}” and “${to.title}”. Many reference lists have not been read yet, so there may be one.`)]),
    );
  }

  /* What is shown */

  function neighbours(paper) {
    const lines = graph.edges.flatMap((edge) => {
      if (edge.citing === paper) return [{ edge, kind: "references" }];
      return edge.cited === paper ? [{ edge, kind: "cited" }] : [];
    });
    const near = [...paper.cites, ...paper.citedBy];
    view.show([...near, paper], lines, [paper], [paper, ...near]);
    about(paper);
  }

  function connect(from, to) {
    const way = smGraphPapers.path(from, to);
    const lines = graph.edges.filter((edge) => way?.some((paper, position) => {
      const last = way[position - 1];
      return (edge.citing === last && edge.cited === paper) || (edge.citing === paper && edge.cited === last);
    }));
    const shown = way ?? [from, to];
    view.show(shown, lines.map((edge) => ({ edge, kind: "path" })), shown);
    route(from, to, way);
    return shown;
  }

  /** Show what the state says: a path, else the chosen paper, else nothing over the drawing. */
  function settle() {
    const [paper, from, to] = [state.paper, state.from, state.to].map((id) => graph.byId.get(id));
    if (from && to) return connect(from, to);
    if (paper) {
      neighbours(paper);
      return [paper];
    }
    view.show([], [], []);
    panel.replaceChildren(...hint);
    return [];
  }

  function filter() {
    const inside = new Set(graph.papers.filter((paper) => smGraphPapers.matches(paper, state)));
    for (const paper of graph.papers) {
      paper.node.classList.toggle("sm-out", !inside.has(paper));
      paper.row.hidden = !inside.has(paper);
    }
    let shown = 0;
    for (const edge of graph.edges) {
      const both = inside.has(edge.citing) && inside.has(edge.cited);
      edge.line.classList.toggle("sm-out", !both);
      shown += both;
    }
    const all = inside.size === graph.papers.length;
    status.textContent = all ? `${graph.papers.length} papers, ${graph.edges.length} citations.`
      : `${inside.size} of ${graph.papers.length} papers, ${shown} of ${graph.edges.length} citations among them.`;
    if (!inside.has(focused) && inside.size) rove(inside.values().next().value);
    if (!all && inside.size) view.reveal(inside.values().next().value);
  }

  /* The state, in the controls and in the address */

  /** Tell whether something in the address has a meaning here; what has none is left out. */
  function known(key, value) {
    if (key === "role" || key === "show") return Array.from(form.elements[key].options).some((option) => option.value === value);
    if (key === "slot") return Number(value) > 0;
    return key === "q" || (key in state && graph.byId.has(value));
  }

  function remember() {
    if (location.protocol === "file:") return; // there browsers refuse to change the address
    const query = new URLSearchParams(Object.entries(state).filter(([, value]) => value)).toString();
    history.replaceState(null, "", `${location.pathname}${query && `?${query}`}${location.hash}`);
  }

  function set(changes) {
    const before = { ...state };
    Object.assign(state, changes);
    const changed = (...keys) => keys.some((key) => state[key] !== before[key]);
    if (changed("q", "role", "show")) filter();
    if (changed("slot") && state.slot) view.zoom(Number(state.slot));
    if (changed("paper", "from", "to")) settle().toReversed().forEach(view.reveal);
    for (const key of ["q", "role", "show"]) if (form.elements[key].value !== state[key]) form.elements[key].value = state[key];
    for (const key of ["from", "to"]) if (changed(key)) form.elements[key].value = graph.byId.get(state[key])?.title ?? "";
    remember();
  }

  function choose(paper) {
    rove(paper);
    set({ paper: paper.id, from: "", to: "" });
  }

  /* Pointing and keys */

  const paperOf = (target) => graph.papers[Array.prototype.indexOf.call(nodes.children, target.closest(".sm-nodes > a"))];
  const nodes = article.querySelector(".sm-nodes");

  function rove(paper) {
    focused.node.setAttribute("tabindex", "-1");
    focused = paper;
    focused.node.setAttribute("tabindex", "0");
  }

  /** Find the nearest paper in a direction; what lies aside counts double. */
  function beside(paper, x, y) {
    let best = null, least = Infinity;
    for (const other of graph.papers) {
      const along = (other.x - paper.x) * x + (other.y - paper.y) * y;
      const aside = Math.abs((other.x - paper.x) * y) + Math.abs((other.y - paper.y) * x);
      if (along > 0.5 && along >= aside / 2 && along + 2 * aside < least && !other.node.classList.contains("sm-out")) {
        [best, least] = [other, along + 2 * aside];
      }
    }
    return best;
  }

  const directions = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

  function press(event) {
    if (event.key === "Escape") return set({ paper: "", from: "", to: "" });
    if (!event.target.closest(".sm-nodes > a") || event.ctrlKey || event.metaKey || event.altKey) return undefined;
    if (event.key === " " || event.key === "Enter") {
      event.preventDefault();
      return choose(paperOf(event.target));
    }
    const next = directions[event.key] && beside(paperOf(event.target), ...directions[event.key]);
    if (directions[event.key]) event.preventDefault();
    if (next) {
      rove(next);
      next.node.focus({ preventScroll: true });
      view.reveal(next);
    }
    return undefined;
  }

  /** From a paper one can go on to its neighbours in the panel, which stays as it is meanwhile. */
  function leave(event) {
    if (!event.relatedTarget?.closest(".sm-graph-panel, .sm-nodes")) settle();
  }

  function listen() {
    for (const paper of graph.papers) {
      paper.node.setAttribute("tabindex", paper === focused ? "0" : "-1");
      paper.node.setAttribute("role", "button"); // it chooses; the way to its page is in the panel and in the table
    }
    const preview = (event) => {
      const paper = paperOf(event.target);
      if (paper && !view.dragging()) neighbours(paper);
    };
    nodes.addEventListener("pointerover", preview);
    nodes.addEventListener("focusin", preview);
    nodes.addEventListener("pointerout", settle);
    for (const part of [nodes, panel]) part.addEventListener("focusout", leave);
    nodes.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      if (!view.dragging()) choose(paperOf(event.target));
    });
    article.querySelector(".sm-graph-frame").addEventListener("keydown", press);
    form.addEventListener("submit", (event) => event.preventDefault());
    for (const key of ["q", "role", "show"]) form.elements[key].addEventListener("input", (event) => set({ [key]: event.target.value }));
    for (const key of ["from", "to"]) {
      const field = form.elements[key];
      field.addEventListener("focus", suggest);
      field.addEventListener("change", () => {
        const paper = smGraphPapers.named(graph, field.value);
        field.setCustomValidity(field.value && !paper ? "No paper, or several, go by these words; choose one from the list." : "");
        field.reportValidity();
        set({ [key]: paper?.id ?? "" });
      });
    }
    for (const [name, factor] of [["in", 1.25], ["out", 1 / 1.25]]) {
      article.querySelector(`.sm-graph-size [name=${name}]`).addEventListener("click", () => set({ slot: String(Math.round(view.slot() * factor)) }));
    }
    form.addEventListener("reset", () => set({ q: "", role: "", show: "", paper: "", from: "", to: "" }));
  }

  function suggest() {
    const titles = document.getElementById("sm-graph-titles");
    if (!titles.children.length) titles.append(...graph.papers.map((paper) => element("option", { value: paper.title })));
  }

  if (!focused) return; // there are no papers
  listen();
  set(Object.fromEntries(Array.from(new URLSearchParams(location.search)).filter(([key, value]) => known(key, value))));
})();
