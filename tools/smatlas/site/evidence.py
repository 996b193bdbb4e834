"""The map of evidence: what findings say by role and outcome, like beside like, and by size."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

from markupsafe import Markup

from smatlas.evidence import EFFECTS, Group, Item, Row, Sizes, groups, items, rows, sizes
from smatlas.model import Effect
from smatlas.site import plot
from smatlas.site.page import Page, Site, count_of, slug
from smatlas.site.plot import Dot, Entry, Plot, Shape

_SHAPES: Final[dict[Effect, Shape]] = {"better": "up", "equal": "square", "worse": "down"}
_STYLES: Final = ("evidence.css",)
_SCRIPTS: Final = ("evidence.js", "sort.js")


def pages(site: Site) -> Iterator[Page]:
    """Make the pages.

    Args:
        site: What to render.

    Yields:
        The map with its plots, the table of results, and the findings of every role; nothing
        where no paper has a finding.
    """
    found = items(site.base)
    if not found:
        return
    table = rows(site.base)
    yield _map(site, found, table)
    yield _results(site, found)
    known = {row.role.id: row for row in table if row.items}
    for row in known.values():
        yield _findings(site, row)
    for old, successor in site.base.taxonomy.tree.retired.items():
        if successor in known:
            path, name = f"evidence/roles/{old}.md", f"{known[successor].role.name}: findings"
            body = site.render("moved.html", path, to=f"evidence/roles/{successor}.html", name=name)
            yield Page(path, name, body, searchable=False, moved=f"{successor}.html")


def files(site: Site) -> Iterator[tuple[str, str]]:
    """Make the files to take away.

    Args:
        site: What to render.

    Yields:
        Path below the site, and text: the map, the results and each plot as CSV, plots as SVG, too.
    """
    found = items(site.base)
    if found:
        yield "evidence/map.csv", _map_csv(rows(site.base))
        yield "evidence/results.csv", _results_csv(group.items for group in groups(found))
    for each in sizes(found):
        yield f"evidence/{_name(each)}.csv", _results_csv([each.items])
        yield f"evidence/{_name(each)}.svg", plot.document(site, figure(site, each))


def _name(each: Sizes) -> str:
    return f"sizes-{slug(each.compares)}-{slug(each.outcome)}"


def _map(site: Site, found: Sequence[Item], table: Sequence[Row]) -> Page:
    path = "evidence/index.md"
    body = site.render(
        "evidence.html",
        path,
        **_shared(site, found),
        rows=table,
        most=max(sum(cell.counts.values()) for row in table for cell in row.cells if not row.role.children),
        contribute="contribute.html" if (site.base.root / "docs" / "contribute.md").is_file() else "",
        plots=[
            (each, _name(each), plot.inline(site, path, figure(site, each, found))) for each in sizes(found)
        ],
    )
    about = "How many findings say better, equal or worse, by role and outcome; and where nothing is known."
    return Page(path, "Evidence map", body, about, searchable=False, styles=_STYLES, scripts=_SCRIPTS)


def _results(site: Site, found: Sequence[Item]) -> Page:
    path, numbered = "evidence/results.md", groups(found)
    body = site.render(
        "results.html",
        path,
        **_shared(site, [item for group in numbered for item in group.items]),
        together=[group for group in numbered if len(group.items) > 1],
        alone=[group for group in numbered if len(group.items) == 1],
        heading=heading,
    )
    about = "Every result with numbers; only results of the same task, data set and metric stand together."
    return Page(path, "Results", body, about, searchable=False, styles=_STYLES, scripts=_SCRIPTS)


def _findings(site: Site, row: Row) -> Page:
    path = f"evidence/roles/{row.role.id}.md"
    body = site.render("findings.html", path, **_shared(site, row.items), row=row)
    about = f"What {len(row.items)} findings say of {row.role.name}, by outcome."
    title = f"{row.role.name}: findings"
    return Page(path, title, body, about, searchable=False, styles=_STYLES, scripts=_SCRIPTS[:1])


def _shared(site: Site, found: Sequence[Item]) -> dict[str, Any]:
    """Give what every page of evidence needs: the findings that its script filters, and by what."""
    vocabularies, numbering = site.base.taxonomy.vocabularies, {item.key: n for n, item in enumerate(found)}
    comparisons = sorted({item.finding.compares for item in found})
    used = {(key, term) for item in found for key, terms in item.paper.facets.items() for term in terms}
    facets = {
        key: [(term.id, term.label) for term in facet.terms if (key, term.id) in used]
        for key, facet in vocabularies.facets.items()
    }
    return {
        "numbering": numbering,
        "effects": EFFECTS,
        "years": sorted({item.paper.year for item in found}),
        "choices": [("compares", "Compared", [(text, text.replace("-", " ")) for text in comparisons])]
        + [(key, vocabularies.facets[key].name, terms) for key, terms in facets.items() if terms],
        "findings": _data(found),
    }


def _data(found: Sequence[Item]) -> Markup:
    """Write what the script filters by: year, and numbers of `field=value` texts, for each finding."""
    texts: dict[str, int] = {}
    listed = []
    for item in found:
        told = [f"compares={item.finding.compares}"]
        told += [f"{key}={term}" for key, terms in item.paper.facets.items() for term in terms]
        listed.append([item.paper.year, [texts.setdefault(text, len(texts)) for text in told]])
    text = json.dumps({"texts": list(texts), "findings": listed}, ensure_ascii=False, separators=(",", ":"))
    # "<" could end the element that holds the data
    return Markup(text.replace("<", "\\u003c"))


def figure(site: Site, each: Sizes, numbered: Sequence[Item] = ()) -> Plot:
    """Lay out the plot of the sizes of both parties, with what happened to the outcome.

    Args:
        site: What is rendered.
        each: The findings.
        numbered: The findings of the page, by whose positions its script knows them.

    Returns:
        The plot: the second party across, the first upwards, the effect as shape and colour.
    """
    terms = site.base.taxonomy.terms("parties")
    first, second = (terms[name].label if name in terms else name for name in each.parties)
    outcome = each.outcome.replace("-", " ")
    numbers = {item.key: str(number) for number, item in enumerate(numbered)}
    drawn = sorted(each.items, key=lambda item: (item.sizes or (0.0, 0.0), item.key))
    dots = tuple(
        Dot(
            item.sizes[1],
            item.sizes[0],
            _told(item, outcome),
            _SHAPES[item.finding.effect],
            item.finding.effect,
            target=f"{site.paper_page(item.paper)}#findings",
            key=numbers.get(item.key, ""),
        )
        for item in drawn
        if item.sizes is not None
    )
    counts = {effect: sum(item.finding.effect == effect for item in drawn) for effect in EFFECTS}
    return Plot(
        _name(each),
        f"{outcome.capitalize()}, {first} against {second}: number of parameters of both",
        f"{len(dots)} findings: "
        + ", ".join(f"{number} {effect}" for effect, number in counts.items())
        + ".",
        plot.logarithmic([dot.x for dot in dots], f"Parameters of: {second} (logarithmic scale)"),
        plot.logarithmic([dot.y for dot in dots], f"Parameters of: {first} (logarithmic scale)"),
        dots,
        legend=tuple(
            Entry(f"{outcome}: {first} {effect} ({counts[effect]})", _SHAPES[effect], effect)
            for effect in EFFECTS
            if counts[effect]
        ),
        diagonal="same size",
    )


def _told(item: Item, outcome: str) -> str:
    first, second = (
        f"{score.model}, {count_of(score.parameters)}"
        for score in (item.score(0), item.score(1))
        if score is not None and score.parameters is not None
    )
    return f"{item.paper.byline} {item.paper.year}: {first}, beside {second}: {outcome} {item.finding.effect}"


def _map_csv(table: Iterable[Row]) -> str:
    lines = [["role", "outcome", *EFFECTS]]
    lines += [
        [row.role.id, cell.outcome, *map(str, cell.counts.values())] for row in table for cell in row.cells
    ]
    return _csv(lines)


_COLUMNS: Final = (
    "paper", "year", "outcome", "compares", "effect", "task", "dataset", "metric", "unit", "higher_is_better",
    "first_model", "first_parameters", "first_score", "second_model", "second_parameters", "second_score",
    "change", "where",
)  # fmt: skip


def _results_csv(found: Iterable[Sequence[Item]]) -> str:
    return _csv([list(_COLUMNS), *(_line(item) for alike in found for item in alike)])


def _line(item: Item) -> list[str]:
    finding, numbers = item.finding, item.finding.numbers
    line = [item.paper.id, str(item.paper.year), finding.outcome, finding.compares, finding.effect]
    if numbers is None:
        return [*line, *[""] * (len(_COLUMNS) - len(line) - 1), finding.where]
    direction = {True: "yes", False: "no", None: ""}[numbers.higher_is_better]
    line += [numbers.task or "", numbers.dataset or "", numbers.metric or "", numbers.unit or "", direction]
    for score in (item.score(0), item.score(1)):
        parts = (score.model, score.parameters, score.score) if score else ("", None, None)
        line += [str(parts[0]), *("" if part is None else f"{part:.10g}" for part in parts[1:])]
    return [*line, str(numbers.change or ""), finding.where]


def _csv(lines: Iterable[Sequence[str]]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(lines)
    return text.getvalue()


def heading(group: Group) -> str:
    """Word what the results of a group have in common.

    Args:
        group: The group.
    """
    named = ", ".join(text for text in (group.task, group.dataset, group.metric) if text)
    unit = f" ({group.unit})" if group.unit else ""
    return (named or "not named") + unit
