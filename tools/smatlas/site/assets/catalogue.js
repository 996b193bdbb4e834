/* The list of papers, and the files beside it: each is loaded once, when somebody needs it. */
"use strict";
window.smatlas = window.smatlas || {};
(function (smatlas) {
  const folder = new URL("../data/explore/", document.currentScript.src);
  const kept = new Map();

  async function load(name, options) {
    const answer = await fetch(new URL(name, folder), options);
    if (!answer.ok) throw new Error(`${name}: ${answer.status}`);
    return answer.json();
  }

  /* Keep what is on its way; what failed may be asked for again. */
  function once(key, ask) {
    if (!kept.has(key)) {
      kept.set(key, ask().catch((error) => { kept.delete(key); throw error; }));
    }
    return kept.get(key);
  }

  const catalogue = {
    /* The list; asked for anew at every visit, because it names the version of all others. */
    list: () => once("", () => load("papers.json", { cache: "no-cache" })),

    /* A file by its name without the ending. */
    file: (name) => once(name, async () => load(`${name}.json?v=${(await catalogue.list()).version}`)),

    /* The texts of a paper that can show why it was found, pairs of name and text: its prose, and others. */
    async passages(number) {
      const list = await catalogue.list();
      return (await catalogue.file(`texts-${list.texts[number]}`))[number];
    },
  };
  smatlas.catalogue = catalogue;
})(window.smatlas);
