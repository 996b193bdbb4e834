"""The bad example of every rule breaks it, and the good one does not."""

import re

import pytest

from smatlas import knowledge_base
from smatlas.checks import registered, run
from smatlas.commands import check

RECORD = """\
id: {id}
title: {title}
authors: [Jane Doe]
year: 2025
venue: CONF
identifiers: {{doi: 10.5555/{id}}}
summary: Nobody had looked at {id} before, and four weeks of work were enough to see it very clearly at last.
roles:
  - {{role: some-role, why: A tagger orders the texts of {id}., where: abstract, by: editors}}
facets: {{methods: [measurement]}}
verified: {{on: 2026-01-31, source: "https://example.org/", title: {title}}}
"""
TAXONOMY = {
    "roles.yaml": """\
retired: {old-role: some-role}
roles:
  - id: area
    name: Area
    definition: What it is all about.
    includes: [a]
    excludes: [b]
    section: "1"
    children:
      - id: some-role
        name: Some role
        definition: One thing is done for another.
        includes: [a]
        excludes: [b]
        section: "1.1"
""",
    "facets.yaml": """\
facets:
  methods:
    name: Methods
    definition: How it was found out.
    terms:
      - {id: measurement, definition: Something is measured., synonyms: [measuring]}
kinds:
  - {id: survey, definition: A work about works., synonyms: [overview]}
placers:
  - {id: editors, definition: We placed it.}
outcomes:
  - {id: quality, definition: How good it is., synonyms: [goodness]}
parties:
  - {id: first, definition: One.}
  - {id: second, definition: The other.}
  - {id: third, definition: A third one.}
links:
  - {id: code, definition: The authors' own code.}
  - {id: page, definition: The publisher's page.}
""",
    "venues.yaml": """\
venues:
  - {key: arXiv, name: arXiv, type: preprint}
  - {key: CONF, name: Conference on Examples, type: conference}
""",
}
GUIDE = """\
parts:
  - {id: choose, name: Choose, definition: Which one to take.}
questions:
  - {id: budget, question: How much is there?, why: It costs., answers: [{id: tight, name: Little}, {id: ample, name: Much}]}
advice:
  - id: take-the-first
    part: choose
    title: Take the first
    roles: [some-role]
    given: {budget: [tight, ample]}
    when: There is a choice.
    do: Take the first.
    why: The first does better.
    costs: A look.
    unless: There is no first.
    evidence:
      - {paper: doe2024first, outcome: quality, effect: better}
      - {paper: doe2024second, outcome: quality, effect: better}
"""
TAXONOMY["guide.yaml"] = GUIDE
DATASETS = {
    "speed.yaml": """\
title: Size against speed
summary: How fast things of some size are.
source:
  name: Some benchmark
  address: https://example.org/
  licence: CC0-1.0
  commit: abcdef0
  "on": 2026-01-31
columns:
  name: {name: Name}
  size: {name: Size, holds: number, unit: parts}
  score: {name: Speed, holds: number, unit: per second}
  origin: {name: File}
  seen: {name: Seen before}
row: name
size: {column: size}
measures:
  - {column: score, name: Speed, metric: pieces per second, origin: origin, mark: {column: seen, name: Seen before}}
bands:
  - {name: small, below: 10}
  - {name: large}
caveats: [It is invented.]
regenerate: python datasets/speed.py
""",
    "speed.csv": "name,size,score,origin,seen\nOne,1,5,a.json,yes\n",
}
ESSAY = "Somebody [did one thing](@doe2024first), and then " + "did it again and again " * 31 + ".\n"
FINDING = """\
findings:
  - {{outcome: quality, effect: better, compares: first vs second, statement: The first of {id} wins., where: abstract}}
"""
FIELD = re.compile(r"(?m)^(?=[a-z_]+:)")
FILE = re.compile(r"# (taxonomy|papers|essays|datasets)/([\w.-]+)\n")
FILLERS = 50  # with fewer papers the rules about gaps are silent


def with_fields(text, fields):
    """Put fields in the place of those of the same name; both are text, valid YAML or not."""
    blocks = [block if block.endswith("\n") else block + "\n" for block in FIELD.split(fields) if block]
    names = {block.partition(":")[0] for block in blocks}
    kept = [block for block in FIELD.split(text) if block.partition(":")[0] not in names]
    return "".join(kept + blocks)


def lay(root, example):
    """Lay out a knowledge base in which the example stands."""
    papers = {f"filler{n}": RECORD.format(id=f"filler{n}", title=f"Filler {n}") for n in range(FILLERS)}
    for word in ("first", "second"):
        papers[f"doe2024{word}"] = (RECORD + FINDING).format(id=f"doe2024{word}", title=f"The {word} one")
    taxonomy, essays, datasets = dict(TAXONOMY), {}, dict(DATASETS)
    named = FILE.match(example)
    fields = example[named.end() :] if named else example
    if named and named[1] == "taxonomy":
        taxonomy[named[2]] = None if fields.startswith("(") else with_fields(taxonomy[named[2]], fields)
    elif named and named[1] == "essays":
        essays[named[2]] = ESSAY if fields.startswith("(") else fields
    elif named and named[1] == "datasets":
        table = named[2].endswith(".csv")
        datasets[named[2]] = fields if table else with_fields(datasets[named[2]], fields)
    else:
        for word, part in zip(("first", "second"), fields.split("\n---\n"), strict=False):
            stem = named[2].removesuffix(".yaml") if named else f"doe2024{word}"
            text = papers.get(stem) or RECORD.format(id=stem, title=f"The {stem}")
            papers[stem] = with_fields(text, part)
    files = {f"papers/{name}.yaml": text for name, text in papers.items()}
    files |= {f"taxonomy/{name}": text for name, text in taxonomy.items() if text is not None}
    files |= {f"datasets/{name}": text for name, text in datasets.items()}
    files |= {f"taxonomy/essays/{name}": text for name, text in essays.items()}
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    return root


def codes(root, example):
    return {problem.code for problem in run(knowledge_base.load(lay(root, example)))}


def test_without_an_example_nothing_is_wrong(tmp_path):
    assert codes(tmp_path, "year: 2025") == set()


@pytest.mark.parametrize("rule", registered(), ids=lambda rule: rule.code)
def test_the_bad_example_breaks_the_rule_and_the_good_one_breaks_none(rule, tmp_path):
    assert rule.code in codes(tmp_path / "bad", rule.bad)
    assert codes(tmp_path / "good", rule.good) == set()


@pytest.mark.parametrize("rule", [r for r in registered() if r.mends], ids=lambda rule: rule.code)
def test_a_fix_mends_the_bad_example_and_breaks_nothing(rule, tmp_path):
    mended = check.mend(lay(tmp_path, rule.bad))
    assert rule.code in {problem.code for problem in mended}
    assert run(knowledge_base.load(tmp_path)) == []


def test_no_other_rule_touches_a_record(tmp_path):
    for rule in registered():
        if not rule.mends:
            root = lay(tmp_path / rule.code, rule.bad)
            assert [p.code for p in check.mend(root) if p.code == rule.code] == []
