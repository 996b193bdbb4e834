"""What the nightly job remembers: differences from the registries, and links that did not answer.

Each night looks at a part of the records alone, so that no registry is pressed; the report is
of all that is known. A link counts as dead after `STRIKES` nights in a row, because hosts
rest, guard themselves or are slow now and then.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

STRIKES: Final = 3
"""Nights in a row without an answer after which a link counts as dead."""


class StateError(ValueError):
    """A remembered state cannot be read."""


@dataclass(frozen=True)
class Silence:
    """A link that did not answer.

    Attributes:
        papers: Ids of the papers that hold it.
        strikes: On how many nights in a row.
        last: The last of them.
        why: What happened then.
    """

    papers: tuple[str, ...]
    strikes: int
    last: date
    why: str

    @property
    def is_dead(self) -> bool:
        """It has been silent long enough to say so."""
        return self.strikes >= STRIKES


@dataclass(frozen=True)
class Night:
    """What one night saw.

    Attributes:
        on: Its day.
        differences: For each paper that a registry told of, the lines that differ; none = agrees.
        links: For each link that was tried, the papers that hold it, and why it is silent; None = alive.
    """

    on: date
    differences: Mapping[str, Sequence[str]]
    links: Mapping[str, tuple[tuple[str, ...], str | None]]


@dataclass(frozen=True)
class Watch:
    """What is known after some nights.

    Attributes:
        differences: Lines by paper, of papers that differ.
        silent: Links that did not answer when last tried.
    """

    differences: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    silent: Mapping[str, Silence] = field(default_factory=dict)

    @property
    def dead(self) -> dict[str, Silence]:
        """Links that count as dead, by address."""
        return {address: silence for address, silence in self.silent.items() if silence.is_dead}

    @property
    def is_quiet(self) -> bool:
        """There is nothing to tell."""
        return not self.differences and not self.dead

    def after(self, night: Night, papers: Sequence[str], links: Sequence[str]) -> Watch:
        """Give what is known after one more night.

        Args:
            night: What it saw.
            papers: Ids of all papers; of others nothing is kept.
            links: All links; of others nothing is kept.

        Returns:
            A new state.
        """
        told = {**self.differences, **{key: tuple(lines) for key, lines in night.differences.items()}}
        silent = dict(self.silent)
        for address, (holders, why) in night.links.items():
            before = silent.pop(address, None)
            if why is not None:
                again = before is not None and before.last == night.on  # a second run of one night
                strikes = (before.strikes if before else 0) + (0 if again else 1)
                silent[address] = Silence(holders, strikes, night.on, why)
        return Watch(
            {key: told[key] for key in sorted(told) if told[key] and key in papers},
            {address: silent[address] for address in sorted(silent) if address in links},
        )


def read(text: str) -> Watch:
    """Read a state.

    Args:
        text: What `write` gave.

    Returns:
        The state.

    Raises:
        StateError: It is none.
    """
    try:
        data = json.loads(text)
        silent = {address: _silence(held) for address, held in data["silent"].items()}
        return Watch({key: tuple(map(str, lines)) for key, lines in data["differences"].items()}, silent)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise StateError(f"it is no state of the nightly job ({error})") from None


def _silence(held: Mapping[str, Any]) -> Silence:
    return Silence(
        tuple(held["papers"]), int(held["strikes"]), date.fromisoformat(held["last"]), str(held["why"])
    )


def write(watch: Watch) -> str:
    """Write a state.

    Args:
        watch: The state.

    Returns:
        A JSON document.
    """
    silent = {
        address: {"papers": s.papers, "strikes": s.strikes, "last": s.last.isoformat(), "why": s.why}
        for address, s in watch.silent.items()
    }
    data = {"differences": watch.differences, "silent": silent}
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def report(watch: Watch) -> str:
    """Write all that is known, as Markdown.

    Args:
        watch: The state.

    Returns:
        First records that differ, then dead links; a sentence where there is neither.
    """
    return "\n".join(_lines(watch)).strip() + "\n"


def _lines(watch: Watch) -> Iterator[str]:
    for paper, lines in watch.differences.items():
        yield f"- **{paper}**"
        yield from (f"  - {line}" for line in lines)
    if watch.dead:
        yield f"\nLinks that did not answer on {STRIKES} nights in a row or more:\n"
        for address, silence in watch.dead.items():
            yield f"- {', '.join(silence.papers)}: {address} ({silence.why}, {silence.strikes} nights)"
    if watch.is_quiet:
        yield "No record differs from its sources, and no link is dead."
