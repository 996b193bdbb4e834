/* What the explore page shows, as an address: any view is a link. */
"use strict";
(function (smatlas) {
  // Not `q`, which the theme takes for a search of its own and opens its dialog.
  const SORTS = ["relevance", "newest", "oldest", "cited", "title"];
  const usual = (state) => (state.text.trim() ? "relevance" : "newest");

  /* Read the state from the part of an address after the question mark. Values that do not
     exist are left out, so that an old link still shows what it can. */
  function read(search, list) {
    const given = new URLSearchParams(search);
    const year = (name) => (/^\d{4}$/.test(given.get(name) || "") ? Number(given.get(name)) : null);
    const chosen = new Map();
    for (const facet of list.facets) {
      const places = given.getAll(facet.param).map((id) => facet.values.indexOf(id)).filter((at) => at >= 0);
      if (places.length) chosen.set(facet.param, new Set(places));
    }
    const state = {
      text: given.get("text") || "",
      from: year("from"),
      to: year("to"),
      chosen,
      view: given.get("view") === "table" ? "table" : "",
      page: Math.max(1, Number.parseInt(given.get("page") || "1", 10) || 1),
      picked: new Set((given.get("picked") || "").split(",").filter((id) => list.id.includes(id))),
    };
    state.sort = SORTS.includes(given.get("sort")) ? given.get("sort") : "";
    if (state.sort === "relevance" && !state.text.trim()) state.sort = "";
    return state;
  }

  /* Write the state; what is as usual is left out. */
  function write(state, list) {
    const parts = [];
    const add = (name, value) => parts.push(`${encodeURIComponent(name)}=${encodeURIComponent(value).replaceAll("%20", "+").replaceAll("%2C", ",")}`);
    if (state.text.trim()) add("text", state.text.trim());
    for (const facet of list.facets) {
      for (const at of [...(state.chosen.get(facet.param) || [])].sort((a, b) => a - b)) add(facet.param, facet.values[at]);
    }
    if (state.from) add("from", state.from);
    if (state.to) add("to", state.to);
    if (state.sort && state.sort !== usual(state)) add("sort", state.sort);
    if (state.view) add("view", state.view);
    if (state.page > 1) add("page", state.page);
    if (state.picked.size) add("picked", [...state.picked].join(","));
    return parts.length ? `?${parts.join("&")}` : "";
  }

  smatlas.state = { read, write, order: (state) => state.sort || usual(state) };
})(window.smatlas);
