"""Three hundred defects, sown into good records by a seed: each is reported at its file, line and code.

Every round puts one defect into each of many records of a copy of the real tree, and checks it
once; a defect must be seen beside all the others, and records without one must stay clean.
"""

import random
import re
import shutil
from inspect import isfunction
from itertools import cycle, islice

import pytest
import yaml

from smatlas import knowledge_base
from smatlas.checks import run
from tests.conftest import REPOSITORY

pytestmark = pytest.mark.real
SEED, DEFECTS, ROUNDS = 20261124, 300, 6
ACROSS = ("rare-term", "leaf-without-papers", "evidence-contradicts")
"""What a spoilt record can make wrong in the taxonomy, which counts and cites it."""


class Record:
    """The text of a record, to be spoilt at a path."""

    def __init__(self, base, paper, whole):
        self.base, self.paper, self.whole = base, paper, whole
        self.text = base.documents[paper.id].text

    def span(self, *path):
        """Start and end of a value in the text."""
        node = yaml.compose(self.text, Loader=yaml.CBaseLoader)
        for step in path:
            node = node.value[step] if isinstance(step, int) else {k.value: v for k, v in node.value}[step]
        return node.start_mark.index, node.end_mark.index

    def put(self, raw, *path):
        """Put raw text in the place of a value; gives the line on which it stands."""
        start, end = self.span(*path)
        tail = "\n" if self.text[start:end].endswith("\n") and not raw.endswith("\n") else ""
        self.text = self.text[:start] + raw + tail + self.text[end:]
        return self.line(start)

    def line(self, index):
        return self.text.count("\n", 0, index) + 1

    def field(self, name, raw):
        """Write a whole field anew, or add it at the end; gives its line."""
        found = re.search(rf"(?m)^{name}:.*\n(?:[ -].*\n)*", self.text)
        start, end = found.span() if found else (len(self.text), len(self.text))
        self.text = self.text[:start] + raw + self.text[end:]
        return self.line(start)


def quoted(text):
    return yaml.dump(text, default_style='"', width=10_000, allow_unicode=True).strip()


def other(record, rng, fits=lambda paper: True):
    """A whole paper that comes before this one, so that this one is blamed."""
    rest = [paper for paper in record.whole if paper.id < record.paper.id and fits(paper)]
    return rng.choice(rest) if rest else None


# Each gives the line of the defect, or None where the record does not lend itself to it.
# The name is the code that is expected, and, after two underscores, what is done.


def id_not_file_name(r, rng):
    return r.put(r.paper.id + "x", "id")


def missing_field__title(r, rng):
    r.field("title", "")
    return r.line(r.text.index("id: "))


def missing_field__where(r, rng):
    if not r.paper.findings:
        return None
    start, _ = r.span("findings", 0)
    r.text = r.text[:start] + re.sub(r"    where: .*\n", "", r.text[start:], count=1)
    return r.line(r.span("findings", 0)[0])


def wrong_type__year(r, rng):
    return r.put(rng.choice(["soon", "24", "''"]), "year")


def wrong_type__authors(r, rng):
    return r.put("[]", "authors")


def wrong_type__effect(r, rng):
    return r.put("superb", "findings", 0, "effect") if r.paper.findings else None


def yaml_duplicate_key(r, rng):
    return r.field("venue", f"venue: {quoted(r.paper.venue)}\nyear: {r.paper.year}\n") + 1


def yaml_syntax__colon(r, rng):
    return r.put("A Title: Of Two Parts", "title")


def yaml_syntax__character(r, rng):
    return r.field("year", f"year: @{r.paper.year}\n")


def yaml_alias(r, rng):
    return r.field("other_titles", "other_titles: [&a A Title That Nobody Knows, *a]\n")


def unknown_field(r, rng):
    return r.field("note", "note_to_self: look again\n" if rng.random() < 0.5 else "abstract: it says much\n")


def left_to_fill(r, rng):
    return r.put("FILL IN", "roles", 0, "why")


def unknown_venue(r, rng):
    return r.put(quoted(rng.choice([r.paper.venue + "x", "Proc. of the 3rd Meeting"])), "venue")


def unknown_kind(r, rng):
    return r.field("kind", "kind: surevy\n")


def unknown_link(r, rng):
    return r.field("links", 'links: {repo: "https://example.org/code"}\n')


def year_against_identifier(r, rng):
    return r.put("2012", "year") if {"arxiv", "acl"} & set(r.paper.identifiers) else None


def malformed_identifier__address(r, rng):
    if "arxiv" not in r.paper.identifiers:
        return None
    return r.put(quoted("https://arxiv.org/abs/" + r.paper.identifiers["arxiv"]), "identifiers", "arxiv")


def malformed_identifier__nonsense(r, rng):
    return r.put('"23.0654a"', "identifiers", "arxiv") if "arxiv" in r.paper.identifiers else None


def malformed_identifier__scheme(r, rng):
    return r.field("identifiers", 'identifiers: {arxive: "2306.08543"}\n')


def duplicate_identifier(r, rng):
    twin = other(r, rng, lambda p: p.identifiers.get("arxiv", "9") < "24" and p.venue != "arXiv")
    if twin is None or "arxiv" not in r.paper.identifiers or r.paper.year < 2024:
        return None
    return r.put(quoted(twin.identifiers["arxiv"]), "identifiers", "arxiv")


def duplicate_work(r, rng):
    twin = other(r, rng)
    if twin is None:
        return None
    r.put(quoted(twin.title.lower()), "verified", "title")
    r.put(f"[{quoted(twin.authors[0])}]", "authors")
    return r.put(quoted(twin.title), "title")


def verified_title_differs(r, rng):
    return r.put('"On the Motion of Bodies in Orbit"', "verified", "title")


def preprint_without_identifier(r, rng):
    r.put("arXiv", "venue")
    r.field("identifiers", "identifiers: {doi: 10.5555/nothing." + r.paper.id + "}\n")
    return r.line(r.span("venue")[0])


def published_as_preprint(r, rng):
    return r.put("arXiv", "venue") if {"acl", "arxiv"} <= set(r.paper.identifiers) else None


def stale_preprint(r, rng):
    old = "19" < r.paper.identifiers.get("arxiv", "") < "24"
    return r.put("arXiv", "venue") if old and r.paper.venue != "arXiv" and not r.paper.note else None


def link_repeats_identifier(r, rng):
    return r.field("links", 'links: {page: "https://arxiv.org/abs/1501.00001v2"}\n')


def et_al(r, rng):
    return r.put(f"[{quoted(r.paper.authors[0])}, et al.]", "authors")


def name_in_capitals(r, rng):
    return r.put("[Jane DOERING]", "authors")


def initials_only(r, rng):
    return r.put("[J. Q. Doering]", "authors")


def repeated_author(r, rng):
    name = quoted(r.paper.authors[0])
    return r.put(f"[{name}, {name}]", "authors")


def title_in_capitals(r, rng):
    return r.put(quoted(r.paper.title.upper()), "title") if len(r.paper.title.split()) > 3 else None


def title_full_stop(r, rng):
    return r.put(quoted(r.paper.title.rstrip(".?!") + "."), "title")


def unknown_role(r, rng):
    return r.put(r.paper.roles[0].role + "s", "roles", 0, "role")


def inner_role(r, rng):
    inner = [role.id for role in r.base.taxonomy.roles.values() if role.children]
    return r.put(rng.choice(inner), "roles", 0, "role") if r.paper.kind is None else None


def repeated_role(r, rng):
    again = f"{{role: {r.paper.roles[0].role}, why: Once more for {r.paper.id}., where: abstract, by: atlas}}"
    end = re.search(r"(?m)^roles:\n(?:[ -].*\n)+", r.text).end()
    r.text = r.text[:end] + f"  - {again}\n" + r.text[end:]
    return r.line(end)


def why_repeats_definition(r, rng):
    definition = r.base.taxonomy.roles[r.paper.roles[0].role].definition
    return r.put(quoted(" ".join(definition.split())), "roles", 0, "why")


def why_repeats_another(r, rng):
    twin = other(r, rng)
    return r.put(quoted(twin.roles[0].why), "roles", 0, "why") if twin else None


def unknown_placer(r, rng):
    return r.put("me", "roles", 0, "by")


def unknown_facet(r, rng):
    return r.field("facets", "facets: {technique: [distillation]}\n")


def unknown_term(r, rng):
    facet = rng.choice(list(r.base.taxonomy.vocabularies.facets))
    synonyms = [word for term in r.base.taxonomy.terms(facet).values() for word in term.synonyms]
    word = re.sub(r"[^a-z0-9]+", "-", rng.choice(synonyms).lower())
    known = r.base.taxonomy.terms(facet)
    return None if word in known else r.field("facets", f"facets: {{{facet}: [{word}]}}\n")


def unknown_outcome(r, rng):
    return r.put("goodness", "findings", 0, "outcome") if r.paper.findings else None


def unknown_comparison(r, rng):
    said = rng.choice(["small versus large", "small vs small", "small vs huge"])
    return r.put(said, "findings", 0, "compares") if r.paper.findings else None


def unknown_party(r, rng):
    finding = r.paper.findings and r.paper.findings[0].numbers is None
    if not finding:
        return None
    end = r.span("findings", 0, "where")[1]
    r.text = r.text[:end] + "\n    numbers: {metric: F1, smal: {model: A}}" + r.text[end:]
    return r.line(end) + 1


def score_without_metric(r, rng):
    end = r.span("findings", 0, "where")[1] if r.paper.findings and not r.paper.findings[0].numbers else 0
    r.text = r.text[:end] + "\n    numbers: {small: {model: A, score: 3}}" + r.text[end:] if end else r.text
    return r.line(end) + 1 if end else None


def effect_contradicts_numbers(r, rng):
    for index, finding in enumerate(r.paper.findings):
        numbers = finding.numbers
        scores = [numbers.scores.get(party) for party in finding.parties] if numbers else [None]
        told = all(score and score.score is not None for score in scores)
        if told and numbers.higher_is_better is not None and finding.effect != "equal":
            return r.put({"better": "worse", "worse": "better"}[finding.effect], "findings", index, "effect")
    return None


def repeated_finding(r, rng):
    if len(r.paper.findings) < 2:
        return None
    first = r.paper.findings[0]
    r.put(first.outcome, "findings", 1, "outcome")
    return r.put(quoted(first.statement), "findings", 1, "statement")


def unknown_reference(r, rng):
    return (
        r.field(
            "references", "references:\n  status: partial\n  source: page 1\n  papers: [nobody1999nothing]\n"
        )
        + 3
    )


def self_reference(r, rng):
    return (
        r.field("references", f"references:\n  status: partial\n  source: page 1\n  papers: [{r.paper.id}]\n")
        + 3
    )


def repeated_reference(r, rng):
    twice = '  outside: ["arxiv:1501.00001", "arxiv:1501.00001"]\n'
    return r.field("references", "references:\n  status: partial\n  source: page 1\n" + twice) + 3


def malformed_outside_reference(r, rng):
    wrong = rng.choice(["https://arxiv.org/abs/1501.00001", "1501.00001", "some paper"])
    lines = f"references:\n  status: partial\n  source: page 1\n  outside: [{quoted(wrong)}]\n"
    return r.field("references", lines) + 3


def outside_is_inside(r, rng):
    cited = other(r, rng, lambda p: p.identifiers.get("arxiv", "9") < "24")
    if cited is None:
        return None
    lines = f'references:\n  status: partial\n  source: page 1\n  outside: ["arxiv:{cited.identifiers["arxiv"]}"]\n'
    return r.field("references", lines) + 3


def cites_the_future(r, rng):
    young = other(r, rng, lambda p: p.identifiers.get("arxiv", "0") > "25")
    if young is None or r.paper.year > 2023:
        return None
    return (
        r.field("references", f"references:\n  status: partial\n  source: page 1\n  papers: [{young.id}]\n")
        + 3
    )


def summary_too_short(r, rng):
    return r.field("summary", "summary: It is about models.\n")


def summary_too_long(r, rng):
    return r.field("summary", f"summary: {' '.join(['It is about models of many kinds.'] * 30)}\n")


def summary_repeats_title(r, rng):
    return r.field("summary", f"summary: {quoted(r.paper.title)}\n")


WAYS = sorted(
    (
        value
        for value in globals().values()
        if isfunction(value) and value.__code__.co_varnames[:2] == ("r", "rng")
    ),
    key=lambda way: way.__name__,
)


def sow(base, rng, number, turn):
    """Spoil records of a tree, each in one way; gives text, line and code by id.

    Each turn goes on where the last one stopped, so that every way has its turn.

    Two in five papers stay whole, so that those can be copied from and cited.
    """
    papers = [paper for paper in base.papers.values() if paper.id != base.taxonomy.tree.survey]
    rng.shuffle(papers)
    whole, free = papers[: len(papers) * 2 // 5], papers[len(papers) * 2 // 5 :]
    sown = {}
    for way in islice(cycle(WAYS), turn * number, None):
        if len(sown) == number:
            break
        for paper in free:
            record = Record(base, paper, whole)
            line = way(record, rng)
            if line is not None:
                sown[paper.id] = (record.text, line, way.__name__.partition("__")[0].replace("_", "-"))
                free.remove(paper)
                break
    return sown


@pytest.fixture(scope="module")
def good(real):
    """The real tree, and what is said of it before anything is sown."""
    before = run(real)
    assert [str(problem) for problem in before if problem.severity == "error"] == []
    return real, {(p.place.file, p.code) for p in before}


def test_there_are_at_least_thirty_ways_and_as_many_codes():
    assert len(WAYS) >= 50
    assert len({way.__name__.partition("__")[0] for way in WAYS}) >= 45


@pytest.mark.parametrize("turn", range(ROUNDS))
def test_every_sown_defect_is_reported_at_its_file_line_and_code(good, tmp_path, turn):
    base, before = good
    sown = sow(base, random.Random(SEED + turn), DEFECTS // ROUNDS, turn)
    assert len(sown) == DEFECTS // ROUNDS
    shutil.copytree(REPOSITORY / "papers", tmp_path / "papers")
    shutil.copytree(REPOSITORY / "taxonomy", tmp_path / "taxonomy")
    for paper_id, (text, _, _) in sown.items():
        (tmp_path / "papers" / f"{paper_id}.yaml").write_text(text, encoding="utf-8")
    problems = run(knowledge_base.load(tmp_path))
    found = {(p.place.file, p.place.line, p.code) for p in problems}
    expected = {(f"papers/{paper_id}.yaml", line, code) for paper_id, (_, line, code) in sown.items()}
    assert expected - found == set()
    files = {f"papers/{paper_id}.yaml" for paper_id in sown}
    elsewhere = {(p.place.file, p.code) for p in problems if p.place.file not in files} - before
    assert {pair for pair in elsewhere if pair[1] not in ACROSS} == set()
