/* The passage of a record that shows best why it was found, its matches marked. */
"use strict";
(function (smatlas) {
  const WIDTH = 240; // signs of the longest passage
  const WORD = /[\p{L}\p{N}]+(?:['’][\p{L}\p{N}]+)*/gu;

  function hits(text, matched) {
    return [...text.matchAll(WORD)].filter((word) => matched.has(smatlas.fold(word[0])));
  }

  const sentences = (text) => text.split(/(?<=[.!?])\s+(?=[A-Z0-9"'(])/);

  function cut(text, matched) {
    if (text.length <= WIDTH) return text;
    const first = hits(text, matched)[0];
    let start = Math.max(0, Math.min(first ? first.index - WIDTH / 3 : 0, text.length - WIDTH));
    start = start ? text.lastIndexOf(" ", start) + 1 : 0;
    const end = start + WIDTH < text.length ? text.lastIndexOf(" ", start + WIDTH) : text.length;
    return (start ? "… " : "") + text.slice(start, end) + (end < text.length ? " …" : "");
  }

  /* Give the name of the passage and its text: the sentence of the prose that answers most of the typed
     words; where there is none, another text that has them; else the finding that was asked for,
     by its number, or the beginning. */
  smatlas.extract = function ([prose, others], matched, finding) {
    const usual = prose.filter((passage) => passage[0] === "Finding")[finding] || prose[0];
    const best = richest(prose, matched) || richest(others, matched) || { name: usual[0], text: usual[1] };
    return { name: best.name, text: cut(best.text, matched) };
  };

  function richest(passages, matched) {
    let best = null;
    for (const [name, text] of matched.size ? passages : []) {
      for (const sentence of sentences(text)) {
        const found = new Set(hits(sentence, matched).map((word) => matched.get(smatlas.fold(word[0])))).size;
        if (found > (best ? best.found : 0)) best = { name, text: sentence, found };
      }
    }
    return best;
  }

  /* Put text into an element, with a mark around every match. */
  smatlas.mark = function (element, text, matched) {
    const parts = [];
    let end = 0;
    for (const word of matched.size ? hits(text, matched) : []) {
      const mark = document.createElement("mark");
      mark.textContent = word[0];
      parts.push(text.slice(end, word.index), mark);
      end = word.index + word[0].length;
    }
    element.replaceChildren(...parts, text.slice(end));
  };
})(window.smatlas);
