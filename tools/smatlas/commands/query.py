"""What every command that chooses papers takes: a query, and options beside it."""

from __future__ import annotations

from argparse import ArgumentParser, ArgumentTypeError
from typing import TYPE_CHECKING, Any, Final

from smatlas.commands.completers import completed, query_words, roles, venues
from smatlas.commands.request import UsageError

if TYPE_CHECKING:
    from smatlas.search.query import Query

SORTS: Final = ("relevance", "year", "citations", "title")
"""Orders of papers; `search.ranking` knows the same."""


def years(text: str) -> tuple[int | None, int | None]:
    """Read a year or a range of years: `2024`, `2023..`, `..2022`, `2023..2025`.

    Args:
        text: What was typed.

    Returns:
        First and last year; None where open.

    Raises:
        ArgumentTypeError: It is none of these.
    """
    from smatlas.search.syntax import YEARS_HINT
    from smatlas.search.syntax import years as read

    found = read(text)
    if found is None:
        raise ArgumentTypeError(f"'{text}' is no year or range; {YEARS_HINT}")
    return found


def add_filters(parser: ArgumentParser, *, words: str = "words") -> None:
    """Declare the query and the filters that every searching command shares.

    Args:
        parser: Parser of the command.
        words: Name under which the words stand in the help.
    """
    said = 'a query: words, "phrases", -not, OR, field:value (page "Search"); none = all papers'
    completed(parser.add_argument("words", nargs="*", metavar=words, help=said), query_words)
    chosen = parser.add_argument_group("filters, the same as fields of the query")
    role = chosen.add_argument(
        "--role", action="append", default=[], metavar="ROLE",
        help="stands in this role or below it, named by id, name or synonym; may be repeated",
    )  # fmt: skip
    completed(role, roles)
    chosen.add_argument("--author", action="append", default=[], metavar="NAME", help="by this author")
    venue = chosen.add_argument("--venue", action="append", default=[], metavar="KEY", help="published there")
    completed(venue, venues)
    chosen.add_argument(
        "--year", type=years, default=(None, None), metavar="RANGE", help="2024, 2023.., ..2022 or 2023..2025"
    )


def add_order(parser: ArgumentParser, limit: int, sort: str) -> None:
    """Declare the order of papers and how many are wanted.

    Args:
        parser: Parser of the command.
        limit: How many by default; 0 for all.
        sort: One of `SORTS`, by default.
    """
    parser.add_argument("--sort", choices=SORTS, default=sort, help=f"order of papers ({sort})")
    shown = "all" if limit == 0 else limit
    parser.add_argument(
        "--limit", type=int, default=limit, metavar="N", help=f"the first N papers, 0 for all ({shown})"
    )


def limit(arguments: Any) -> int | None:
    """Give the number of papers wanted.

    Args:
        arguments: What was parsed.

    Returns:
        The number; None for all.

    Raises:
        UsageError: It is less than 0.
    """
    number: int = arguments.limit
    if number < 0:
        raise UsageError("--limit takes 0 or more")
    return number or None


def query(arguments: Any) -> Query:
    """Make the query of parsed arguments."""
    from smatlas.search.query import Query

    first, last = arguments.year
    return Query(
        " ".join(arguments.words),
        tuple(arguments.role),
        tuple(arguments.author),
        tuple(arguments.venue),
        first,
        last,
    )
