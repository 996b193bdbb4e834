"""How hits of a search are worded: long, short, in groups, as data, and why they are there."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final

from smatlas.commands.request import Terminal

if TYPE_CHECKING:
    from smatlas.search.results import Hit, Results

GROUPS: Final[Mapping[str, Callable[[Hit], tuple[str, ...]]]] = {
    "role": lambda hit: hit.roles or ("no role",),
    "year": lambda hit: (str(hit.year),),
    "venue": lambda hit: (hit.venue,),
}
"""What hits can be grouped by; a paper of two roles stands in two groups."""


def grouped(hits: Iterable[Hit], by: str) -> dict[str, list[Hit]]:
    """Put hits into groups.

    Args:
        hits: The hits, best first.
        by: A key of `GROUPS`.

    Returns:
        Hits by the name of their group: years from the newest, others from the largest group.
    """
    groups: dict[str, list[Hit]] = {}
    for hit in hits:
        for name in GROUPS[by](hit):
            groups.setdefault(name, []).append(hit)
    if by == "year":
        return dict(sorted(groups.items(), reverse=True))
    return dict(sorted(groups.items(), key=lambda group: (-len(group[1]), group[0].casefold())))


def long(hit: Hit, terminal: Terminal) -> str:
    """Word a hit with its passage, and with its reasons where they were asked.

    Args:
        hit: The hit.
        terminal: Where it is shown.

    Returns:
        Lines, with a line end after each.
    """
    width = max(40, min(terminal.width, 110)) - 5
    head, *rest = textwrap.wrap(hit.title, width)
    lines = [f"{hit.rank:>3}  {terminal.link(terminal.bold(head), hit.address)}"]
    lines += [f"     {terminal.link(terminal.bold(part), hit.address)}" for part in rest]
    facts = " · ".join((hit.byline, str(hit.year), hit.venue, ", ".join(hit.roles), hit.id))
    lines += [f"     {part}" for part in textwrap.wrap(facts, width)]
    # Marked before wrapping with characters of no width in print, replaced after it.
    marked = hit.extract.marked("\x01", "\x02")
    before, after = ("\x1b[1;33m", "\x1b[0m") if terminal.colour else ("*", "*")
    for part in textwrap.wrap(marked, width):
        lines.append("     " + part.replace("\x01", before).replace("\x02", after))
    if hit.reasons:
        lines += [f"     {terminal.faint(reason)}" for reason in explained(hit)]
    return "".join(f"{line}\n" for line in lines)


def short(hit: Hit, terminal: Terminal) -> str:
    """Word a hit in one line: year, id, venue, title; cut where a terminal is too narrow.

    Args:
        hit: The hit.
        terminal: Where it is shown.

    Returns:
        A line with its end.
    """
    venue, title = hit.venue, hit.title
    if terminal.real:
        venue = _cut(venue, 16)
        title = _cut(title, max(10, terminal.width - 54))
    linked = terminal.link(f"{hit.id:<28}", hit.address)
    return f"{hit.year}  {linked}  {terminal.faint(f'{venue:<16}')}  {title}\n"


def _cut(text: str, width: int) -> str:
    return text if len(text) <= width else text[: width - 1].rstrip() + "…"


def explained(hit: Hit) -> Iterator[str]:
    """Say what made the score of a hit.

    Args:
        hit: A hit with reasons.

    Yields:
        Lines.
    """
    yield f"score {hit.score:.2f}"
    for reason in hit.reasons:
        places = ", ".join(f"{part} {count}" for part, count in reason.parts.items())
        amount = "first whatever the score" if hit.exact and not reason.score else f"+{reason.score:.2f}"
        yield f"  {amount}  {reason.what}" + (f" (times in {places})" if places else "")


def data(hit: Hit) -> dict[str, Any]:
    """Give a hit as plain data.

    Args:
        hit: The hit.

    Returns:
        Its facts, its passage with the places of the matching words, and its reasons where
        they were asked.
    """
    found: dict[str, Any] = {
        "rank": hit.rank,
        "id": hit.id,
        "score": hit.score,
        "title": hit.title,
        "authors": hit.byline,
        "year": hit.year,
        "venue": hit.venue,
        "roles": list(hit.roles),
        "address": hit.address,
        "cited_by": hit.cited_by,
        "extract": hit.extract.text,
        "matches": [list(match) for match in hit.extract.matches],
    }
    if hit.reasons:
        found["exact"] = hit.exact
        found["explanation"] = [
            {"what": reason.what, "score": reason.score, "times": dict(reason.parts)}
            for reason in hit.reasons
        ]
    return found


def facets(results: Results, terminal: Terminal, most: int = 12) -> str:
    """Word the counts of the hits by field and value.

    Args:
        results: What was found, with facets.
        terminal: Where it is shown.
        most: How many values of a field are shown.

    Returns:
        Lines, a block for each field.
    """
    blocks = []
    for field, counts in results.facets.items():
        rows = [f"{count:>5}  {field}:{_quoted(value)}" for value, count in list(counts.items())[:most]]
        rows += [f"       and {len(counts) - most} more"] if len(counts) > most else []
        blocks += ["\n".join([terminal.bold(field), *rows]) + "\n"] if rows else []
    return "\n".join(blocks)


def _quoted(value: str) -> str:
    return f'"{value}"' if " " in value else value


def notes(results: Results) -> tuple[str, ...]:
    """Say what was found, and what of the query was not.

    Args:
        results: What was found.

    Returns:
        Lines for a person.
    """
    unread = tuple(results.unread)
    if not results.total:
        return ("nothing found", *(f"  {line}" for line in _missing(results)), *unread)
    shown = len(results.hits) or results.total  # none were wanted where they were only counted
    count = f"{shown} of {results.total}" if shown < results.total else str(results.total)
    noun = "paper" if count == "1" else "papers"
    amended = tuple(
        f"no paper has '{typed}'; '{instead}' was searched instead" for typed, instead in results.corrected
    )
    problems = (*results.problems, *unread)
    if results.relaxed:
        absent = tuple(line for line in _missing(results) if line.startswith("no paper has"))
        absent = tuple(line for line in absent if not any(f"'{t}'" in line for t, _ in results.corrected))
        return (
            f"no paper has all these words; {count} {noun} with some of them",
            *amended,
            *absent,
            *problems,
        )
    more = f" with all these words, and {len(results.more)} with most of them" if results.more else ""
    return (f"{count} {noun}{more}", *amended, *problems)


def _missing(results: Results) -> Iterator[str]:
    """Say which part of a query finds nothing; where each finds something, say how much."""
    empty = [part for part in results.parts if not part.found]
    for part in empty:
        if part.problem:
            yield part.problem
        elif ":" in part.text:
            yield f"no paper has {part.text}"
        else:
            hint = f" (did you mean '{part.instead}'?)" if part.instead else ""
            text = part.text if part.text.startswith('"') else f"'{part.text}'"
            yield f"no paper has {text}{hint}"
    if not empty and len(results.parts) > 1:
        alone = ", ".join(f"{part.text} {part.found}" for part in results.parts)
        yield f"each part is there, but no paper has all of them: {alone}"
