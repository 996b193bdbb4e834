/* Which papers a state shows, in which order, and how many each further choice would leave. */
"use strict";
(function (smatlas) {
  /* Bring the list into the form that is asked: roles with those above them. */
  function prepare(list) {
    for (const facet of list.facets) {
      if (facet.parents) {
        const above = (at) => (at < 0 ? [] : [at, ...above(facet.parents[at])]);
        facet.own = facet.papers;
        facet.papers = facet.papers.map((places) => [...new Set(places.flatMap(above))]);
      }
    }
    list.folded = list.title.map((title) => smatlas.words(title).join(" "));
    return list;
  }

  const meets = (chosen, held, every) => {
    if (!chosen || !chosen.size) return true;
    return every ? [...chosen].every((at) => held.includes(at)) : held.some((at) => chosen.has(at));
  };

  /* Give for each facet of findings the values of those findings of a paper that meet all
     other choices about findings, and which is the first to meet them all, or -1. */
  function findings(list, state, facets, number, numbered) {
    const left = facets.map(() => new Set());
    let met = -1, withNumbers = false;
    list.numbers[number].forEach((numbers, which) => {
      const wrong = facets.flatMap((facet, at) => {
        const chosen = state.chosen.get(facet.param);
        return chosen && chosen.size && !chosen.has(facet.findings[number][which]) ? [at] : [];
      });
      if (!wrong.length && numbers) withNumbers = true;
      if (numbered && !numbers) return;
      if (!wrong.length && met < 0) met = which;
      facets.forEach((facet, at) => {
        const only = !wrong.length || (wrong.length === 1 && wrong[0] === at);
        if (only && facet.findings[number][which] >= 0) left[at].add(facet.findings[number][which]);
      });
    });
    return { left, met, withNumbers };
  }

  /* Choose and count. Gives the numbers of the papers, unsorted; for each facet how many
     papers each value would leave, its own other values aside; the same for years; and where
     findings were asked for, which finding of each paper meets it. */
  function select(list, state, scores) {
    const ofPapers = list.facets.filter((facet) => facet.papers);
    const ofFindings = list.facets.filter((facet) => facet.findings);
    const has = ofPapers.find((facet) => facet.every);
    const numbersAt = has ? has.values.indexOf(list.numbers_value) : -1;
    const numbered = Boolean(has && state.chosen.get(has.param) && state.chosen.get(has.param).has(numbersAt));
    const asked = numbered || ofFindings.some((facet) => state.chosen.get(facet.param));
    const counts = new Map(list.facets.map((facet) => [facet.param, facet.values.map(() => 0)]));
    const years = new Map(), meeting = new Map(), numbers = [];
    for (let number = 0; number < list.id.length; number++) {
      if (scores && !scores.has(number)) continue;
      const year = list.year[number];
      const failed = ofPapers.filter((facet) => !meets(state.chosen.get(facet.param), facet.papers[number], facet.every)).map((facet) => facet.param);
      if ((state.from && year < state.from) || (state.to && year > state.to)) failed.push("@year");
      const found = findings(list, state, ofFindings, number, numbered);
      if (asked && found.met < 0) failed.push("@findings");
      if (failed.length > 1) continue;
      const fails = failed[0];
      if (!fails) numbers.push(number);
      if (!fails && asked) meeting.set(number, found.met);
      if (!fails || fails === "@year") years.set(year, (years.get(year) || 0) + 1);
      for (const facet of ofPapers) {
        if (fails && (fails !== facet.param || facet.every)) continue;
        for (const at of facet.papers[number]) {
          if (facet === has && at === numbersAt && asked && !found.withNumbers) continue;
          counts.get(facet.param)[at]++;
        }
      }
      if (!fails || fails === "@findings") {
        ofFindings.forEach((facet, at) => found.left[at].forEach((value) => counts.get(facet.param)[value]++));
      }
    }
    return { numbers, counts, years, meeting };
  }

  const text = (one, other) => (one < other ? -1 : one > other ? 1 : 0);

  /* Put papers in order; equals by id. */
  function sort(list, numbers, order, scores) {
    const newest = (a, b) => list.year[b] - list.year[a];
    const by = {
      relevance: (a, b) => (scores ? scores.get(b) - scores.get(a) : 0) || newest(a, b),
      newest,
      oldest: (a, b) => list.year[a] - list.year[b],
      cited: (a, b) => list.cited[b] - list.cited[a] || newest(a, b),
      title: (a, b) => text(list.folded[a], list.folded[b]),
    }[order];
    return numbers.sort((a, b) => by(a, b) || text(list.id[a], list.id[b]));
  }

  smatlas.explore = { prepare, select, sort };
})(window.smatlas);
