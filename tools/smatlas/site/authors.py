"""The authors with their papers: an overview, and a page for each first letter."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Final

from smatlas.authors import OTHERS
from smatlas.site.page import Page, Site

_FREQUENT: Final = 40
"""So many authors the overview names, those with the most papers here."""
_SEVERAL: Final = 3
"""Fewest papers of an author whom the overview names."""


def pages(site: Site) -> Iterator[Page]:
    """Make the pages.

    Args:
        site: What to render.

    Yields:
        An overview and a page a letter.
    """
    authors = sorted(site.authors.values(), key=lambda author: author.letter == OTHERS)  # stable
    letters = {letter: list(group) for letter, group in groupby(authors, key=lambda each: each.letter)}
    several = [author for author in authors if len(author.papers) >= _SEVERAL]
    frequent = sorted(several, key=lambda author: -len(author.papers))[:_FREQUENT]
    path = "authors/index.md"
    yield Page(
        path,
        "Authors",
        site.render("authors.html", path, letters=letters, letter="", frequent=frequent, total=len(authors)),
        description=f"{len(authors)} authors of the papers here, by family name, each with their papers.",
        searchable=False,
    )
    for letter, group in letters.items():
        path = f"authors/{letter}.md"
        title = "Authors: " + ("other letters" if letter == OTHERS else letter.upper())
        yield Page(
            path,
            title,
            site.render("authors.html", path, letters=letters, letter=letter, title=title),
            description=f"{title}. {len(group)} authors with their papers.",
            searchable=False,
        )
