"""Draft the record of a paper from an identifier, an address or BibTeX.

Asks the registries that know the identifier, merges what they say, shows what is here
already, writes papers/<id>.yaml and says what is left to fill. A `.bib` file, or `-` for
BibTeX on standard input, works without a network.

Examples:
  smatlas add 2306.08543
  smatlas add https://doi.org/10.1000/182 --role ROLE --why "One sentence."
  smatlas add references.bib
"""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from smatlas.commands.files import write
from smatlas.commands.request import NOTHING, Outcome, Request, UsageError

if TYPE_CHECKING:
    from smatlas.duplicates import Duplicate
    from smatlas.exports.draft import Proposal
    from smatlas.identifiers import Identifier
    from smatlas.knowledge_base import KnowledgeBase
    from smatlas.sources.facts import Facts, Failure
    from smatlas.sources.merge import Conflict
    from smatlas.sources.transport import Transport

MAX_REQUESTS = 8
"""No work is worth asking more often than this."""


@dataclass(frozen=True)
class Found:
    """What the registries know of a work.

    Attributes:
        facts: The merged facts; None where no registry gave any.
        conflicts: Where registries disagree.
        sources: Who was heard.
        failures: Who gave nothing, and why.
    """

    facts: Facts | None
    conflicts: tuple[Conflict, ...]
    sources: tuple[str, ...]
    failures: tuple[Failure, ...]


@dataclass(frozen=True)
class Added:
    """What became of one work.

    Attributes:
        title: Its title.
        file: The file written, relative to the knowledge base; None where none was.
        duplicates: Papers that it may be the same as.
        proposals: Roles proposed by likeness.
        note: Why nothing was written, or empty.
    """

    title: str
    file: str | None
    duplicates: tuple[Duplicate, ...] = ()
    proposals: tuple[Proposal, ...] = ()
    note: str = ""


def configure(parser: ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("work", help="identifier, address, .bib file, or - for BibTeX on standard input")
    parser.add_argument("--role", metavar="ID", help="place it in this role")
    parser.add_argument("--why", metavar="TEXT", help="the reason for the role, one sentence")
    parser.add_argument("--dry-run", action="store_true", help="show the draft, write nothing")


def look_up(identifier: Identifier, send: Transport) -> Found:
    """Ask every registry that knows the work, following the identifiers that come up.

    Args:
        identifier: The identifier to begin with.
        send: The transport.

    Returns:
        What was found.
    """
    from smatlas.sources import acl, arxiv, crossref, dblp, openalex, openreview
    from smatlas.sources.facts import Facts
    from smatlas.sources.merge import merge
    from smatlas.sources.transport import ask

    registries: Sequence[Any] = (acl, crossref, openreview, dblp, arxiv, openalex)
    said: list[Facts] = []
    failures: list[Failure] = []
    open_ones, seen, asked = [identifier], {identifier.scheme}, set[str]()
    while open_ones:
        current = open_ones.pop(0)
        for registry in registries:
            fits = current.scheme in registry.SCHEMES and registry.NAME not in asked
            if not fits or len(said) + len(failures) >= MAX_REQUESTS:
                continue
            answer = ask(registry, current, send)
            if not isinstance(answer, Facts):
                failures.append(answer)
                continue
            asked.add(registry.NAME)
            said.append(answer)
            new = [found for found in answer.identifiers if found.scheme not in seen]
            seen.update(found.scheme for found in new)
            open_ones += new
    if not said:
        return Found(None, (), (), tuple(failures))
    merged = merge(said)
    return Found(merged.facts, merged.conflicts, merged.sources, tuple(failures))


def propose(root: Path, base: KnowledgeBase, facts: Facts, limit: int = 3) -> list[Proposal]:
    """Propose roles by likeness: those of the papers that the index finds most alike.

    Args:
        root: Folder of the knowledge base.
        base: The knowledge base.
        facts: What is known of the new work.
        limit: How many at most.

    Returns:
        Leaf roles with the papers that speak for them, strongest first.
    """
    from smatlas.commands.search import run as search
    from smatlas.exports.draft import Proposal
    from smatlas.search.query import Query
    from smatlas.text import words

    # Words alone, joined by OR: an abstract is no query, and no other paper has all its words.
    text = f"{facts.title} {facts.abstract}"
    hits = search(root, Query(" OR ".join(dict.fromkeys(words(text)))), 12).hits
    weights: dict[str, float] = {}
    like: dict[str, list[str]] = {}
    for hit in hits:
        for placement in base.papers[hit.id].roles if hit.id in base.papers else ():
            role = base.taxonomy.roles.get(placement.role)
            if role is not None and not role.children:
                weights[role.id] = weights.get(role.id, 0.0) + hit.score
                like.setdefault(role.id, []).append(hit.id)
    ranked = sorted(weights, key=lambda role: (-weights[role], role))[:limit]
    return [Proposal(role, "like " + ", ".join(like[role][:3])) for role in ranked]


def run(
    root: Path,
    works: Sequence[Facts],
    asked_on: date | None,
    *,
    role: str | None = None,
    why: str | None = None,
    dry_run: bool = False,
    say: Callable[[str], None] = lambda text: None,
) -> list[Added]:
    """Draft records of works, each unless it is here already.

    Args:
        root: Folder of the knowledge base.
        works: Facts of each.
        asked_on: Day on which registries were asked; None where none was.
        role: Role to place them in.
        why: The reason for it.
        dry_run: Hand the drafts to `say` rather than writing them.
        say: Told each draft of a dry run.

    Returns:
        What became of each, in order.
    """
    from smatlas import duplicates, knowledge_base
    from smatlas.exports.draft import draft, new_id

    added: list[Added] = []
    base = knowledge_base.load(root)
    # All proposals first: every record that is written makes the index stale.
    proposed = [propose(root, base, facts) if role is None else [] for facts in works]
    for facts, proposals in zip(works, proposed, strict=True):
        same = duplicates.find(base, facts.title, facts.authors, facts.identifiers)
        if facts.withdrawn or any(duplicate.certain for duplicate in same):
            note = "withdrawn" if facts.withdrawn else "it is here already"
            added.append(Added(facts.title, None, tuple(same), note=note))
            continue
        paper_id = new_id(base, facts)
        text = draft(
            base, facts, paper_id, asked_on, role=role, why=why, placer=_placer(base), proposals=proposals
        )
        file = f"papers/{paper_id}.yaml"
        if dry_run:
            say(text)
        else:
            write(root / file, text)
            base = knowledge_base.extended(base, root / file)
        added.append(Added(facts.title, None if dry_run else file, tuple(same), tuple(proposals)))
    return added


def _placer(base: KnowledgeBase) -> str:
    """Give the word for placements made here: the last of the vocabulary."""
    return next(reversed(base.taxonomy.terms("placers")), "")


def execute(request: Request) -> Outcome:
    """Answer a call."""
    root, arguments = request.root, request.arguments
    _known_role(root, arguments.role)
    notes: list[str] = []
    works = _bibtex(request, notes) if _is_bibtex(request) else _registries(root, arguments.work, notes)
    drafts: list[str] = []
    added = run(
        root,
        works,
        None if _is_bibtex(request) else date.today(),
        role=arguments.role,
        why=arguments.why,
        dry_run=arguments.dry_run,
        say=drafts.append,
    )
    for each in added:
        notes += _told(each)
    written = [each.file for each in added if each.file]
    if written:
        notes.append("next: fill in what is marked FILL IN, then: smatlas check && smatlas fmt")
    code = 0 if written or drafts else NOTHING
    return Outcome("".join(f"{file}\n" for file in written) + "\n".join(drafts), code, tuple(notes))


def _told(added: Added) -> list[str]:
    lines = [f"not added: {added.title} ({added.note})"] if added.note else []
    lines += [f"  {'same as' if d.certain else 'perhaps'} {d.id}: {d.reason}" for d in added.duplicates]
    lines += [f"  proposed role {proposal.role}: {proposal.reason}" for proposal in added.proposals]
    return lines


def _known_role(root: Path, role: str | None) -> None:
    if role is None:
        return
    from smatlas import taxonomy
    from smatlas.problems import suggestion

    known, _ = taxonomy.load(root / "taxonomy", root)
    if known is not None and role not in known.roles:
        raise UsageError(f"there is no role '{role}' ({suggestion(role, known.roles)})")


def _is_bibtex(request: Request) -> bool:
    work = str(request.arguments.work)
    return work == "-" or work.endswith(".bib")


def _bibtex(request: Request, notes: list[str]) -> Sequence[Facts]:
    from smatlas.sources import bibtex_file

    work = request.arguments.work
    text = (
        sys.stdin.read()
        if work == "-"
        else (request.start / work).read_text(encoding="utf-8", errors="replace")
    )
    read = bibtex_file.read(text)
    notes += [
        f"skipped, line {skip.line}{f' ({skip.key})' if skip.key else ''}: {skip.reason}"
        for skip in read.skipped
    ]
    notes.append(f"{len(read.works)} entries read, {len(read.skipped)} skipped")
    return read.works


def _registries(root: Path, work: str, notes: list[str]) -> Sequence[Facts]:
    from smatlas.identifiers import SCHEMES, parse
    from smatlas.knowledge_base import read_settings
    from smatlas.sources.transport import over_http

    identifier = parse(work)
    if identifier is None:
        forms = ", ".join(f"{form.name} ({form.example})" for form in SCHEMES.values())
        raise UsageError(f"'{work}' is no identifier that is known here; there are {forms}, or a .bib file")
    found = look_up(identifier, over_http(read_settings(root).repository))
    notes += [str(failure) for failure in found.failures]
    if found.facts is None:
        raise UsageError(
            "\n".join(
                [
                    f"no registry told anything of {identifier}",
                    *(f"  {failure}" for failure in found.failures),
                    "without a network, BibTeX works: smatlas add FILE.bib, or smatlas add - and paste it",
                ]
            ),
            NOTHING,
        )
    notes.append(f"facts from {', '.join(found.sources)}")
    notes += [f"they differ on {c.field}: kept {c.kept}; not {c.other}" for c in found.conflicts]
    return [found.facts]
