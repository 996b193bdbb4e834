"""Open a paper in the web browser, at its publisher or at its own code or project page.

The paper is named by its id, an identifier, or its exact title.

Examples:
  smatlas open 2306.08543
  smatlas open 2306.08543 --link code
  smatlas open 2306.08543 --print
"""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path

from smatlas.commands.completers import completed, papers
from smatlas.commands.request import NOTHING, Outcome, Request, UsageError
from smatlas.commands.show import find


def configure(parser: ArgumentParser) -> None:
    """Declare the arguments."""
    completed(
        parser.add_argument("paper", metavar="ID", help="id, identifier, address or exact title"), papers
    )
    parser.add_argument(
        "--link", metavar="KIND", help="a kind of link of the record (code, project), or a registry (doi)"
    )
    parser.add_argument("--print", action="store_true", help="print the address and open nothing")


def run(root: Path, name: str, kind: str | None = None) -> str:
    """Find the address of a paper.

    Args:
        root: Folder of the knowledge base.
        name: What was typed.
        kind: Kind of link or registry; the best one where None.

    Returns:
        The address.

    Raises:
        UsageError: There is no such paper, or it has no such link; exit code 1.
    """
    from smatlas import knowledge_base
    from smatlas.exports.search_documents import address

    paper = find(knowledge_base.load(root), name)
    links = {found.scheme: found.url for found in paper.normal_identifiers} | paper.links
    found = address(paper) if kind is None else links.get(kind, "")
    if not found:
        has = f"it has: {', '.join(links)}" if links else "it has none"
        raise UsageError(f"{paper.id} has no {kind or ''} link ({has})".replace("  ", " "), NOTHING)
    return found


def execute(request: Request) -> Outcome:
    """Answer a call."""
    arguments = request.arguments
    address = run(request.root, arguments.paper, arguments.link)
    if arguments.print:
        return Outcome(f"{address}\n")
    import webbrowser

    if not webbrowser.open(address):
        return Outcome(f"{address}\n", NOTHING, ("no browser could be opened; the address is above",))
    return Outcome(notes=(f"opened: {address}",))
