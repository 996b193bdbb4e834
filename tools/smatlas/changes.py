"""What changed between two states of a knowledge base, paper by paper and role by role."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from smatlas.snapshot import PaperState, Snapshot

PAPER_KINDS: Final[Mapping[str, str]] = {
    "added": "has a record now",
    "published": "was a preprint and has a venue now",
    "moved": "stands in other roles",
    "corrected": "has another fact or text than before",
    "extended": "tells more than before and takes nothing back",
    "retired": "has no record any more, or one under another id",
}
"""What can become of a paper, as the end of a sentence about it."""

ROLE_KINDS: Final[Mapping[str, str]] = {
    "added": "is new in the tree",
    "split": "has its papers in several new roles now",
    "moved": "has another id, or another role above it",
    "merged": "gave its papers to a role that was there",
    "retired": "is gone from the tree",
    "renamed": "has another name",
    "redefined": "has another definition, other bounds or other synonyms",
}
"""What can become of a role, with the meaning."""

_PLAIN: Final = frozenset(
    {
        "title",
        "authors",
        "year",
        "venue",
        "kind",
        "identifiers",
        "links",
        "other titles",
        "facets",
        "reference list",
    }
)
"""Fields whose parts are short enough to be shown."""
_SINGLE: Final = frozenset({"summary", "note"})
"""Prose that stands once."""
_OF_PUBLICATION: Final = ("venue", "year", "identifiers")
"""Fields that change when a preprint is published; no correction of their own then."""


@dataclass(frozen=True)
class FieldChange:
    """A field that differs.

    Attributes:
        name: Its name.
        gone: Number of its parts that are gone.
        new: Number of its parts that are new.
        before: The parts that are gone; empty for prose.
        after: The parts that are new; empty for prose.
    """

    name: str
    gone: int
    new: int
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()

    def __str__(self) -> str:
        """Word it: `year: 2023 → 2024`, `findings: 2 new`."""
        if self.before and self.after:
            return f"{self.name}: {', '.join(self.before)} → {', '.join(self.after)}"
        if self.before or self.after:
            signed = (
                f"{sign} {part}" for sign, parts in (("-", self.before), ("+", self.after)) for part in parts
            )
            return f"{self.name}: {', '.join(signed)}"
        if not self.gone and not self.new:
            return f"{self.name}: in another order"
        if self.name in _SINGLE:
            return f"{self.name}: " + (
                "taken out" if not self.new else "reworded" if self.gone else "written"
            )
        if self.gone == self.new and self.name in ("findings", "reasons"):
            return f"{self.name}: {self.new} reworded"
        parts = [f"{n} {word}" for n, word in ((self.new, "new"), (self.gone, "gone")) if n]
        return f"{self.name}: {', '.join(parts)}"


@dataclass(frozen=True)
class Change:
    """What became of one paper or role.

    Attributes:
        kind: A key of `PAPER_KINDS` or `ROLE_KINDS`.
        id: Its id; the new one where it has another now, the old one where it is gone.
        name: Title or name.
        year: Year of a paper; 0 for a role.
        fields: The fields that differ.
        into: Ids that took the place of what is gone, or under which it is now.
        papers: Ids of papers that went along with a role.
        address: Identifier of a paper, as `scheme:value`; empty where it has none.
    """

    kind: str
    id: str
    name: str
    year: int = 0
    fields: tuple[FieldChange, ...] = ()
    into: tuple[str, ...] = ()
    papers: tuple[str, ...] = ()
    address: str = ""

    @property
    def words(self) -> tuple[str, ...]:
        """What there is to tell, a sentence each."""
        into = (f"now {', '.join(self.into)}",) if self.into else ()
        along = (f"{len(self.papers)} papers went along",) if self.papers else ()
        return (*into, *map(str, self.fields), *along)


@dataclass(frozen=True)
class Changes:
    """What changed between two states.

    Attributes:
        old: Label of the earlier state.
        new: Label of the later state.
        since: Day of the earlier state.
        until: Day of the later state.
        totals: Papers then and now.
        papers: What became of papers; a paper can stand here more than once.
        roles: What became of roles.
        unread: Records that one of the states could not read; nothing is said of them.
    """

    old: str
    new: str
    since: date
    until: date
    totals: tuple[int, int]
    papers: tuple[Change, ...] = ()
    roles: tuple[Change, ...] = ()
    unread: tuple[str, ...] = field(default=())

    def of_kind(self, kind: str) -> tuple[Change, ...]:
        """Give what became of papers in one way.

        Args:
            kind: A key of `PAPER_KINDS`.

        Returns:
            The changes; added papers newest first, others by id.
        """
        return tuple(change for change in self.papers if change.kind == kind)


def compare(old: Snapshot, new: Snapshot) -> Changes:
    """Compare two states.

    A paper that goes under another id is compared under the new one. Where a role has moved
    as a whole, its papers have not: the role tells of them.

    Args:
        old: The earlier state.
        new: The later state.

    Returns:
        What changed.
    """
    unread = {*old.unreadable, *new.unreadable}
    heirs = {former: paper for paper, state in new.papers.items() for former in state.formerly}
    pairs = {paper: paper for paper in new.papers if paper in old.papers}
    for gone in old.papers:
        heir = heirs.get(gone)
        if gone not in new.papers and heir is not None:
            pairs.setdefault(heir, gone)
    found: list[Change] = []
    for paper, state in new.papers.items():
        if paper in pairs:
            found += _of_pair(paper, old.papers[pairs[paper]], state, new)
        elif paper not in unread:
            found.append(_change("added", paper, state))
    for paper, state in old.papers.items():
        if paper not in new.papers and paper not in unread:
            into = (heirs[paper],) if paper in heirs else ()
            found.append(_change("retired", paper, state, into=into))
    order = list(PAPER_KINDS)
    found.sort(key=lambda c: (order.index(c.kind), -c.year if c.kind == "added" else 0, c.id))
    totals = (len(old.papers), len(new.papers))
    roles = tuple(_of_roles(old, new))
    return Changes(old.label, new.label, old.on, new.on, totals, tuple(found), roles, tuple(sorted(unread)))


def _change(
    kind: str, paper: str, state: PaperState, fields: Iterable[FieldChange] = (), into: tuple[str, ...] = ()
) -> Change:
    address = next(iter(state.pieces.get("identifiers", ())), "")
    return Change(kind, paper, state.title, state.year, tuple(fields), into, address=address)


def _of_pair(paper: str, old: PaperState, new: PaperState, tree: Snapshot) -> Iterator[Change]:
    """Tell what became of one paper that both states hold."""
    differing = {change.name: (change, grew) for change, grew in _fields(old, new, tree)}
    if old.preprint and not new.preprint:
        parts = [differing.pop(name)[0] for name in _OF_PUBLICATION if name in differing]
        yield _change("published", paper, new, parts)
    if "roles" in differing:
        yield _change("moved", paper, new, [differing.pop("roles")[0]])
    for kind, wanted in (("corrected", False), ("extended", True)):
        parts = [change for change, grew in differing.values() if grew is wanted]
        if parts:
            yield _change(kind, paper, new, parts)


def _fields(old: PaperState, new: PaperState, tree: Snapshot) -> Iterator[tuple[FieldChange, bool]]:
    """Yield every field that differs, and whether it only grew."""
    for name in dict.fromkeys((*old.pieces, *new.pieces)):
        before, after = old.pieces.get(name, ()), new.pieces.get(name, ())
        if Counter(before) != Counter(after) or (name == "authors" and before != after):
            yield _field(name, before, after)
    was, now = ({_present(role, tree): role for role in state.reasons} for state in (old, new))
    if was.keys() != now.keys():
        gone = tuple(role for present, role in was.items() if present not in now)
        come = tuple(role for present, role in now.items() if present not in was)
        yield FieldChange("roles", len(gone), len(come), gone, come), False
    both = [(was[present], role) for present, role in now.items() if present in was]
    reworded = sum(old.reasons[before] != new.reasons[after] for before, after in both)
    if reworded:
        yield FieldChange("reasons", reworded, reworded), False


def _field(name: str, before: tuple[str, ...], after: tuple[str, ...]) -> tuple[FieldChange, bool]:
    gone, come = Counter(before) - Counter(after), Counter(after) - Counter(before)
    shown = (tuple(gone.elements()), tuple(come.elements())) if name in _PLAIN else ((), ())
    # An author more is a mended list, not a longer one: everybody should have stood there.
    grew = bool(come) and not gone and name != "authors"
    return FieldChange(name, gone.total(), come.total(), *shown), grew


def _present(role: str, tree: Snapshot) -> str:
    """Follow the forwarding addresses of a role to the one that is in the tree."""
    seen: set[str] = set()
    while role not in tree.roles and role in tree.retired and role not in seen:
        seen.add(role)
        role = tree.retired[role]
    return role


def _of_roles(old: Snapshot, new: Snapshot) -> Iterator[Change]:
    """Tell what became of the roles, in tree order; last the new ones that no other brought forth."""
    told: list[Change] = []
    for role, before in old.roles.items():
        told += _of_node(role, old, new) if role in new.roles else [_of_gone(role, before.name, old, new)]
    yield from told
    brought = {role for change in told for role in change.into}
    for role, state in new.roles.items():
        if role not in old.roles and role not in brought:
            yield Change("added", role, state.name)


def _of_node(role: str, old: Snapshot, new: Snapshot) -> Iterator[Change]:
    """Tell what became of a role that is there before and after."""
    before, after = old.roles[role], new.roles[role]
    if after.parent not in (before.parent, before.parent and _present(before.parent, new)):
        change = FieldChange("below", 1, 1, (before.parent or "the root",), (after.parent or "the root",))
        yield Change("moved", role, after.name, fields=(change,))
    grown = [child for child, state in new.roles.items() if state.parent == role and child not in old.roles]
    if grown and not any(state.parent == role for state in old.roles.values()):
        went = _went(role, old, new)
        yield Change("split", role, after.name, into=tuple(grown), papers=tuple(went))
    if before.name != after.name:
        yield Change(
            "renamed", role, after.name, fields=(FieldChange("name", 1, 1, (before.name,), (after.name,)),)
        )
    if before.meaning != after.meaning:
        yield Change("redefined", role, after.name)


def _of_gone(role: str, name: str, old: Snapshot, new: Snapshot) -> Change:
    """Tell what became of a role that is no longer in the tree."""
    heir = _present(role, new)
    went = _went(role, old, new)
    takers = [
        now for now in new.roles if now not in old.roles and any(now in roles for roles in went.values())
    ]
    if len(takers) > 1:
        return Change("split", role, name, into=tuple(takers), papers=tuple(went))
    if heir not in new.roles:
        return Change("retired", role, name, papers=tuple(went))
    kind = "merged" if heir in old.roles else "moved"
    return Change(kind, role, name, into=(heir,), papers=tuple(went))


def _went(role: str, old: Snapshot, new: Snapshot) -> dict[str, frozenset[str]]:
    """Give the roles in which papers that left a role stand now, and did not stand before."""
    return {
        paper: frozenset(new.papers[paper].reasons) - frozenset(state.reasons)
        for paper, state in old.papers.items()
        if role in state.reasons and paper in new.papers and role not in new.papers[paper].reasons
    }


def data(changes: Changes) -> dict[str, Any]:
    """Give changes as plain data.

    Args:
        changes: The changes.

    Returns:
        `old`, `new`, `counts` by kind, `papers` by kind, `roles`, `unread`.
    """
    return {
        "schema_version": 1,
        "old": {"label": changes.old, "on": changes.since.isoformat(), "papers": changes.totals[0]},
        "new": {"label": changes.new, "on": changes.until.isoformat(), "papers": changes.totals[1]},
        "counts": {kind: len(changes.of_kind(kind)) for kind in PAPER_KINDS} | {"roles": len(changes.roles)},
        "papers": {kind: [_plain(each) for each in changes.of_kind(kind)] for kind in PAPER_KINDS},
        "roles": [_plain(each) for each in changes.roles],
        "unread": list(changes.unread),
    }


def _plain(change: Change) -> dict[str, Any]:
    told: dict[str, Any] = {"kind": change.kind, "id": change.id, "name": change.name}
    if change.year:
        told |= {"year": change.year, "identifier": change.address or None}
    return told | {
        "into": list(change.into),
        "papers": list(change.papers),
        "fields": [
            {"name": f.name, "gone": f.gone, "new": f.new, "before": list(f.before), "after": list(f.after)}
            for f in change.fields
        ],
    }
