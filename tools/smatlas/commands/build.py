"""Build the site.

Checks first, and refuses to build over errors. The site replaces the last one only when
it is whole. The page of what is new tells what changed since the state that `--since` names,
a git revision or a file of `smatlas changes --save`; else what was verified last.

Beside the pages it writes the static API, feeds and a Markdown twin of each page. --commit is
told in the manifest of the API; nothing else depends on it.

Examples:
  smatlas build
  smatlas build --since 2026.10
  smatlas build --output public
"""

from __future__ import annotations

import os
import re
from argparse import ArgumentParser
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from smatlas.commands.request import NOTHING, Outcome, Request, UsageError

if TYPE_CHECKING:
    from smatlas.changes import Changes
    from smatlas.knowledge_base import KnowledgeBase


def configure(parser: ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("--output", metavar="DIR", help="folder of the site (site/ in the knowledge base)")
    parser.add_argument("--commit", metavar="SHA", help="commit of the records, for the manifest of the API")
    parser.add_argument("--since", metavar="OLD", help="tell what changed since this revision or saved state")


def run(
    root: Path,
    output: Path,
    say: Callable[[str], None] = lambda line: None,
    commit: str | None = None,
    since: Callable[[KnowledgeBase], Changes] | None = None,
) -> int:
    """Check a knowledge base and build its site.

    Args:
        root: Its folder.
        output: Folder of the site; replaced whole.
        say: Told what goes on, a line at a time.
        commit: Commit of the records, for the manifest of the API.
        since: Gives what changed since an earlier state.

    Returns:
        The number of HTML pages.

    Raises:
        UsageError: The knowledge base has errors, or mkdocs refused a page; exit code 1.
    """
    try:
        from smatlas.site.build import BuildError, build
    except ImportError as error:
        raise UsageError(f"the site needs {error.name}: install smatlas[site]") from None
    from smatlas import checks, knowledge_base
    from smatlas.commands.reference import markdown
    from smatlas.site.fragments import UnknownFragmentError
    from smatlas.site.page import open_site

    base = knowledge_base.load(root)
    errors = [problem for problem in checks.run(base) if problem.severity == "error"]
    if errors:
        raise UsageError("\n".join(["not built, because of errors:", *map(str, errors)]), NOTHING)
    if not (root / "mkdocs.yml").is_file():
        raise UsageError(f"there is no mkdocs.yml in {root}")
    if _foreign(output):
        raise UsageError(f"{output} holds something that is not a site; name another folder, or empty it")
    extra = {"commands": markdown()}
    site = open_site(base, commit, since(base) if since else None)
    try:
        return build(site, output, environment=os.environ, extra=extra, say=say)
    except (BuildError, UnknownFragmentError) as error:
        raise UsageError(f"not built; the last site is untouched\n{error}", NOTHING) from None


def _foreign(output: Path) -> bool:
    """Tell whether a folder holds files but no site: replacing it would lose them."""
    return output.is_dir() and any(output.iterdir()) and not (output / "404.html").is_file()


def _changes(request: Request, base: KnowledgeBase, old: str) -> Changes:
    from smatlas import changes, snapshot
    from smatlas.commands.revision import state

    return changes.compare(state(request.root, request.start, old), snapshot.take(base, "now"))


def execute(request: Request) -> Outcome:
    """Answer a call."""
    root = request.root
    given, commit = request.arguments.output, request.arguments.commit
    if commit is not None and not re.fullmatch(r"[0-9a-f]{7,64}", commit):
        raise UsageError(f"'{commit}' is no commit such as git rev-parse HEAD prints")
    output = (request.start / given).resolve() if given else root / "site"
    old = request.arguments.since
    since = (lambda base: _changes(request, base, old)) if old else None
    pages = run(root, output, request.terminal.say, commit, since)
    shown = given or "site/"
    return Outcome(notes=(f"{pages} pages in {shown}; look at them with: smatlas serve",))
