"""CSV for spreadsheets: a row a paper, formulas defused.

The dialect is RFC 4180 behind a byte order mark, without which Excel takes UTF-8 for something
else. A cell that a spreadsheet would run as a formula gets an apostrophe before it, after
owasp.org/www-community/attacks/CSV_Injection.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from typing import Final

from smatlas.citations import state
from smatlas.identifiers import SCHEMES
from smatlas.knowledge_base import KnowledgeBase
from smatlas.model import Paper
from smatlas.text import one_line

MARK: Final = "\ufeff"
"""The byte order mark at the beginning."""
JOINT: Final = "; "
"""What stands between the values of one cell."""

# With the full-width signs, which spreadsheets of East Asian locales take for the plain ones.
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def defuse(text: str) -> str:
    """Keep a spreadsheet from running text as a formula.

    Args:
        text: The text of a cell.

    Returns:
        The text, with an apostrophe before it where it begins like a formula.
    """
    return f"'{text}" if text.startswith(_FORMULA) else text


def _row(base: KnowledgeBase, paper: Paper) -> dict[str, object]:
    venue = base.venue(paper)
    identifiers = {found.scheme: found.value for found in paper.normal_identifiers}
    return {
        "id": paper.id,
        "title": paper.title,
        "authors": JOINT.join(paper.authors),
        "year": paper.year,
        "venue": paper.venue,
        "venue_name": venue.name,
        "venue_type": venue.type,
        "kind": paper.kind or "",
        "roles": JOINT.join(placement.role for placement in paper.roles),
        **{scheme: identifiers.get(scheme, "") for scheme in SCHEMES},
        "address": paper.address or "",
        **{link: paper.links.get(link, "") for link in base.taxonomy.terms("links")},
        **{facet: JOINT.join(paper.facets.get(facet, ())) for facet in base.taxonomy.vocabularies.facets},
        "findings": len(paper.findings),
        "reference_list": state(paper),
        "summary": paper.summary,
        "verified_on": paper.verified.on.isoformat(),
    }


def write(base: KnowledgeBase, papers: Iterable[Paper]) -> str:
    """Write several papers.

    Args:
        base: The knowledge base.
        papers: Papers of it, in the order wanted.

    Returns:
        CSV with a line of headings; nothing where there are no papers.
    """
    rows = [_row(base, paper) for paper in papers]
    file = io.StringIO()
    if rows:
        table = csv.writer(file, dialect="excel")
        table.writerow(rows[0])
        for row in rows:
            table.writerow(
                [defuse(one_line(cell)) if isinstance(cell, str) else cell for cell in row.values()]
            )
    return MARK + file.getvalue() if rows else ""
