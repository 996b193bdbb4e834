/* Full-text search over the index that search/compact.py writes: any inflection, the beginning
   of the word being typed, the nearest word where one is misspelt; ranked by BM25F. */
"use strict";
(function (smatlas) {
  const DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_";
  const BEGINNING = 0.6; // what a word counts that only begins with what was typed
  const COMPLETIONS = 40; // stems that the beginning of a word may stand for, the commonest
  const WHOLE_TITLE = 1000, IN_TITLE = 4; // added where a title is, or holds, what was typed
  // Letters that Unicode does not decompose; the same as in text.py.
  const LETTERS = { ø: "o", ł: "l", đ: "d", ð: "d", þ: "th", æ: "ae", œ: "oe", ı: "i", ħ: "h", ŋ: "n", ß: "ss" };

  /* Fold case, accents, ligatures and apostrophes, as text.fold does. */
  function fold(text) {
    const letters = (part) => part.toLowerCase().replace(/[øłđðþæœıħŋß]/g, (sign) => LETTERS[sign]);
    const plain = (part) => part.normalize("NFKD").replace(/\p{M}/gu, "");
    const folded = /^[\x00-\x7f]*$/.test(text) ? text.toLowerCase() : plain(letters(plain(letters(text))));
    return folded.replace(/['’‘ʼ`´]/g, "");
  }

  const words = (text) => fold(text).match(/[\p{L}\p{N}]+/gu) || [];

  async function load() {
    const file = await smatlas.catalogue.file("words");
    const groups = file.words ? file.words.split(" ").map((group) => group.split(",")) : [];
    const stems = new Map();
    groups.forEach((group, stem) => group.forEach((word) => stems.set(word, stem)));
    return { groups, stems, spread: file.spread, stop: new Set(file.stop.split(" ")), perFile: file.per_file };
  }
  let loading;
  const index = () => (loading ??= load().catch((error) => { loading = undefined; throw error; }));

  /* Steps by which two words differ, neighbours exchanged counting as one (optimal string
     alignment); anything above the limit comes out as more than it. */
  function distance(one, other, limit) {
    if (Math.abs(one.length - other.length) > limit) return limit + 1;
    let before = [], last = Array.from({ length: other.length + 1 }, (_, at) => at);
    for (let i = 1; i <= one.length; i++) {
      const row = [i];
      for (let j = 1; j <= other.length; j++) {
        const same = one[i - 1] === other[j - 1];
        row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (same ? 0 : 1));
        if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) {
          row[j] = Math.min(row[j], before[j - 2] + 1);
        }
      }
      if (Math.min(...row) > limit) return limit + 1;
      before = last;
      last = row;
    }
    return last[other.length];
  }

  const commonness = (held, stem) => DIGITS.indexOf(held.spread[stem]);

  function nearest(held, word) {
    const limit = /\p{N}/u.test(word) || word.length < 4 ? 0 : word.length < 8 ? 1 : 2;
    let best = null;
    if (limit) {
      for (const [known, stem] of held.stems) {
        const steps = distance(word, known, best ? best.steps : limit);
        const nearer = best ? steps < best.steps || (steps === best.steps && commonness(held, stem) > best.common) : steps <= limit;
        if (nearer) best = { steps, stem, known, common: commonness(held, stem) };
      }
    }
    return best;
  }

  /* Give the stems that a typed word can mean, each with what it counts. */
  function meanings(held, word, unfinished) {
    const found = new Map(), exact = held.stems.get(word);
    if (word.length > 1 && (unfinished || (exact === undefined && word.length > 3))) {
      const begun = new Set();
      for (const [known, stem] of held.stems) if (known.startsWith(word)) begun.add(stem);
      [...begun].sort((a, b) => commonness(held, b) - commonness(held, a) || a - b)
        .slice(0, COMPLETIONS).forEach((stem) => found.set(stem, BEGINNING));
    }
    if (exact !== undefined) found.set(exact, 1);
    if (found.size) return { word, stems: found };
    const near = nearest(held, word);
    return near ? { word, stems: new Map([[near.stem, 1]]), meant: near.known } : { word, stems: found };
  }

  /* Read postings: for each a gap in base 32, then a step of 64. */
  function decode(postings) {
    const found = [];
    let number = -1, gap = 0;
    for (let at = 0; at < postings.length; at++) {
      const value = DIGITS.indexOf(postings[at]);
      gap = gap * 32 + (value % 32);
      if (value < 32) {
        number += gap + 1;
        gap = 0;
        found.push([number, DIGITS.indexOf(postings[++at]) / 63]);
      }
    }
    return found;
  }

  async function scores(held, meaning, papers) {
    const found = new Map();
    await Promise.all([...meaning.stems].map(async ([stem, share]) => {
      const file = await smatlas.catalogue.file(`postings-${Math.floor(stem / held.perFile)}`);
      const postings = decode(file[stem % held.perFile]);
      const rarity = Math.log(1 + papers / postings.length);
      for (const [number, frequency] of postings) {
        found.set(number, Math.max(found.get(number) || 0, share * rarity * frequency));
      }
    }));
    return found;
  }

  function sum(parts, atLeast) {
    const total = new Map(), times = new Map();
    for (const part of parts) {
      for (const [number, score] of part) {
        total.set(number, (total.get(number) || 0) + score);
        times.set(number, (times.get(number) || 0) + 1);
      }
    }
    for (const [number, count] of times) {
      if (count < atLeast) total.delete(number);
      else if (atLeast < parts.length) total.set(number, total.get(number) + 100 * count);
    }
    return total;
  }

  let keys;
  function favourTitles(list, total, typed) {
    keys ??= list.title.map((title) => words(title).join(" "));
    const key = typed.join(" ");
    for (const number of total.keys()) {
      if (keys[number] === key) total.set(number, total.get(number) + WHOLE_TITLE);
      else if (typed.length > 1 && ` ${keys[number]} `.includes(` ${key} `)) total.set(number, total.get(number) + IN_TITLE);
    }
  }

  /* Give the paper whose identifier stands in what was typed: bare, in an address, with a prefix. */
  async function identified(text) {
    const typed = text.trim().toLowerCase();
    if (/\s/.test(typed) || !/\d/.test(typed)) return undefined;
    const names = await smatlas.catalogue.file("identifiers");
    const found = Object.keys(names).filter((name) => {
      const at = typed.indexOf(name);
      return at >= 0 && !/[\p{L}\p{N}]/u.test((typed[at - 1] || "") + (typed[at + name.length] || "").replace("v", ""));
    });
    return names[found.sort((a, b) => b.length - a.length)[0]];
  }

  /* Search. Gives null where the text holds no word to look for, else:
     scores   score by number of paper
     matched  the words that a highlight shows, each with the number of the typed word it stands for
     meant    pairs: what was typed, and the nearest word that was taken instead
     unknown  words that are nowhere, nor anything near them
     relaxed  no paper has all words, so these have some */
  smatlas.search = async function (text) {
    const typed = words(text);
    if (!typed.length) return null;
    const [held, list] = await Promise.all([index(), smatlas.catalogue.list()]);
    const telling = [...new Set(typed)].filter((word) => !held.stop.has(word));
    if (!telling.length) return null;
    const open = /[\p{L}\p{N}]$/u.test(text) ? typed[typed.length - 1] : "";
    const asked = telling.map((word) => meanings(held, word, word === open));
    const named = await identified(text);
    if (named !== undefined) return { scores: new Map([[named, 1]]), matched: new Map(), meant: [], unknown: [], relaxed: false };
    const parts = await Promise.all(asked.map((meaning) => scores(held, meaning, list.id.length)));
    let total = sum(parts, parts.length);
    const relaxed = !total.size && parts.length > 1;
    if (relaxed) total = sum(parts, 1);
    favourTitles(list, total, typed);
    return {
      scores: total,
      matched: new Map(asked.flatMap((meaning, at) => [...meaning.stems.keys()].flatMap((stem) => held.groups[stem].map((word) => [word, at])))),
      meant: asked.filter((meaning) => meaning.meant).map((meaning) => [meaning.word, meaning.meant]),
      unknown: asked.filter((meaning) => !meaning.stems.size).map((meaning) => meaning.word),
      relaxed: relaxed && total.size > 0,
    };
  };
  smatlas.fold = fold;
  smatlas.words = words;
})(window.smatlas);
