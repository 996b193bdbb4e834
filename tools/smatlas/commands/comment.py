"""Show changed records as a reviewer wants to read them, in Markdown.

For each record: title, authors, venue, the roles with their reasons, the nearest papers
here, and the problems of its file. Made for the comment on a pull request; it is short
enough for one.

Examples:
  smatlas comment papers/ID.yaml
  smatlas comment --list changed.txt --output comment.md
"""

from __future__ import annotations

import re
import sys
from argparse import ArgumentParser
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from smatlas.commands.files import deliver
from smatlas.commands.request import Outcome, Request, UsageError

if TYPE_CHECKING:
    from smatlas.knowledge_base import KnowledgeBase
    from smatlas.model import Paper
    from smatlas.neighbours import Near
    from smatlas.problems import Problem

MAX_RECORDS: Final = 20
"""Records shown whole; of the others the name and the problems."""
MAX_PROBLEMS: Final = 15
"""Problems shown a file."""
MAX_CHARACTERS: Final = 60_000
"""Length of the answer; GitHub takes 65,536 characters in a comment."""
_AUTHORS: Final = 12
_NEAR: Final = 4
_SPECIAL: Final = re.compile(r"([\\`*_{}\[\]#|~$!])")


def configure(parser: ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("files", nargs="*", metavar="FILE", help="records, and files of the taxonomy")
    parser.add_argument(
        "--list", metavar="FILE", help="read further names there, one a line or NUL-separated; - = input"
    )
    parser.add_argument("--output", metavar="FILE", help="write there rather than to the terminal")


def run(root: Path, files: Sequence[str]) -> str:
    """Show records.

    Args:
        root: Folder of the knowledge base.
        files: Their files, relative to it.

    Returns:
        Markdown of at most `MAX_CHARACTERS` characters; empty where there are no files.
    """
    if not files:
        return ""
    from smatlas import checks, knowledge_base
    from smatlas.citations import CitationGraph
    from smatlas.neighbours import Neighbourhood

    base = knowledge_base.load(root)
    near = Neighbourhood(base, CitationGraph(base))
    papers = {f"papers/{base.stems[key]}.yaml": paper for key, paper in base.papers.items()}
    problems: dict[str, list[Problem]] = {file: [] for file in files}
    for problem in checks.run(base):
        problems.get(problem.place.file, []).append(problem)
    parts = [_headline(problems)]
    for number, (file, found) in enumerate(problems.items()):
        paper = papers.get(file)
        if paper is not None and number < MAX_RECORDS:
            parts.append("\n".join(_record(base, paper, near.near(paper, _NEAR), file)))
        else:
            parts.append(f"### {_code(file)}")
            if paper is None and file.startswith("papers/"):
                parts.append("This record cannot be read as it stands.")
        parts += ["\n".join(_problems(found))] if found else []
    return _fitting(parts)


def _headline(problems: dict[str, list[Problem]]) -> str:
    found = [problem for each in problems.values() for problem in each]
    errors, files = sum(problem.severity == "error" for problem in found), len(problems)
    verdict = "nothing to mend" if not found else f"{errors} to mend, {len(found) - errors} to look at"
    return f"**{files} {'file' if files == 1 else 'files'} changed: {verdict}.**"


def _record(base: KnowledgeBase, paper: Paper, near: Sequence[Near], file: str) -> Iterator[str]:
    venue = base.venue(paper)
    authors = ", ".join(paper.authors[:_AUTHORS])
    more = f" and {len(paper.authors) - _AUTHORS} more" if len(paper.authors) > _AUTHORS else ""
    links = "".join(f" · [{_plain(str(found))}]({_target(found.url)})" for found in paper.normal_identifiers)
    yield f"### {_plain(paper.title)}\n"
    yield f"{_plain(authors)}{more}  "
    yield f"{_plain(venue.name)}, {paper.year}{links} · {_code(file)}\n"
    yield f"{_plain(paper.summary)}\n"
    yield "**Roles**\n"
    for placement in paper.roles:
        known = placement.role in base.taxonomy.roles
        names = [role.name for role in base.taxonomy.path(placement.role)] if known else [placement.role]
        where = f" ({_plain(placement.where)})"
        yield f"- {_plain(' › '.join(names))}: {_plain(placement.why)}{where}"
    yield "\n**Nearest here**\n"
    for other in near:
        yield f"- {_plain(other.paper.title)} ({_code(other.paper.id)}): {_plain(other.reason)}"
    if not near:
        yield "- nothing near it is here yet"


def _problems(found: Sequence[Problem]) -> Iterator[str]:
    yield "**Problems of this file**\n"
    for problem in found[:MAX_PROBLEMS]:
        hint = f" ({_plain(problem.hint)})" if problem.hint else ""
        place = f"line {problem.place.line}, column {problem.place.column}"
        yield f"- {problem.severity} {_code(problem.code)}, {place}: {_plain(problem.message)}{hint}"
    if len(found) > MAX_PROBLEMS:
        yield f"- and {len(found) - MAX_PROBLEMS} more: `smatlas check` shows them"


def _plain(text: str) -> str:
    """Show text as it is: what Markdown and HTML would take as theirs is escaped."""
    folded = " ".join(text.split()).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return _SPECIAL.sub(r"\\\1", folded)


def _target(address: str) -> str:
    """Write an address so that it ends where the link does; DOIs may hold brackets."""
    return address.replace("(", "%28").replace(")", "%29")


def _code(text: str) -> str:
    return "`" + " ".join(text.replace("`", "'").split()) + "`"


def _fitting(parts: Sequence[str]) -> str:
    """Join the parts, as many as fit."""
    text, rest = "", "\n\nThe rest does not fit here.\n"
    for part in parts:
        if len(text) + len(part) + len(rest) + 3 > MAX_CHARACTERS:
            return text.rstrip() + rest
        text += part.rstrip() + "\n\n"
    return text.rstrip() + "\n"


def execute(request: Request) -> Outcome:
    """Answer a call."""
    arguments = request.arguments
    names = [*arguments.files, *_listed(request)]
    if not names and arguments.list is None:
        raise UsageError("name the files to show, or a list of them: smatlas comment papers/ID.yaml")
    return deliver(run(request.root, _relative(request, names)), request)


def _listed(request: Request) -> list[str]:
    given = request.arguments.list
    if given is None:
        return []
    text = sys.stdin.read() if given == "-" else (request.start / given).read_text(encoding="utf-8")
    return [name for name in re.split(r"[\0\n]", text) if name.strip()]


def _relative(request: Request, names: Sequence[str]) -> list[str]:
    """Name the files as problems name them, each once."""
    root, found = request.root.resolve(), dict[str, None]()
    for name in names:
        paths = [(folder / name).resolve() for folder in (request.start, root)]
        inside = [path for path in paths if path.is_file() and path.is_relative_to(root)]
        if not inside:
            raise UsageError(f"there is no file {name} in this knowledge base")
        found[inside[0].relative_to(root).as_posix()] = None
    return list(found)
