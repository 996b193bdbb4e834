/* The papers and citations of the page, read from its table, its drawing and its edges;
   what matches a filter, and how two papers connect. */
"use strict";

const smGraphPapers = (() => {
  const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

  /** Read the papers in the order of the table; neighbours are papers, too. */
  function read(article) {
    const nodes = article.querySelectorAll(".sm-nodes > a");
    const lines = article.querySelectorAll(".sm-edges > path");
    const papers = Array.from(article.querySelectorAll("tbody > tr"), (row, index) => {
      const link = row.querySelector("th a");
      const [authors, year, role] = Array.from(row.cells).slice(1, 4).map((cell) => cell.textContent);
      const circle = nodes[index].querySelector("circle");
      return {
        index, row, role, authors, year,
        node: nodes[index],
        id: row.dataset.id,
        state: row.dataset.state,
        roles: row.dataset.roles.split(" "),
        title: link.textContent,
        page: link.getAttribute("href"),
        words: fold(`${link.textContent} ${authors} ${year} ${role}`),
        x: circle.cx.baseVal.value,
        y: circle.cy.baseVal.value,
        radius: circle.r.baseVal.value,
        cites: [],
        citedBy: [],
      };
    });
    const edges = JSON.parse(article.querySelector("#sm-graph-edges").textContent).map(([citing, cited], index) => {
      papers[citing].cites.push(papers[cited]);
      papers[cited].citedBy.push(papers[citing]);
      return { citing: papers[citing], cited: papers[cited], line: lines[index] };
    });
    return { papers, edges, byId: new Map(papers.map((paper) => [paper.id, paper])) };
  }

  /** Tell whether a paper passes the filters; every word of the query must occur in it. */
  function matches(paper, { q, role, show }) {
    return (!role || paper.roles.includes(role))
      && (!show || {
        linked: paper.cites.length + paper.citedBy.length > 0,
        known: paper.state !== "unknown",
        unknown: paper.state === "unknown",
      }[show])
      && fold(q).split(/\s+/).every((word) => paper.words.includes(word));
  }

  /** Find the one paper that a person means: by id, by title, or by words that occur in one alone. */
  function named(graph, text) {
    const wanted = fold(text).trim();
    if (!wanted) return null;
    const found = graph.byId.get(text.trim()) ?? graph.papers.find((paper) => fold(paper.title) === wanted);
    if (found) return found;
    const several = graph.papers.filter((paper) => wanted.split(/\s+/).every((word) => paper.words.includes(word)));
    return several.length === 1 ? several[0] : null;
  }

  /** Find a shortest path, as `smatlas graph path` does: along the citations, against them, then either way. */
  function path(from, to) {
    return walk(from, to, (paper) => paper.cites)
      ?? walk(from, to, (paper) => paper.citedBy)
      ?? walk(from, to, (paper) => [...paper.cites, ...paper.citedBy]);
  }

  function walk(from, to, next) {
    const before = new Map([[from, null]]);
    const queue = [from];
    for (const here of queue) { // grows while it is walked
      if (here === to) {
        const way = [];
        for (let step = here; step; step = before.get(step)) way.unshift(step);
        return way;
      }
      for (const there of next(here)) {
        if (!before.has(there)) {
          before.set(there, here);
          queue.push(there);
        }
      }
    }
    return null;
  }

  return { read, matches, named, path };
})();
