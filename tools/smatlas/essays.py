"""Essays: the text that opens the page of a role, in which every claim links to a record.

`taxonomy/essays/<role>.md` holds plain paragraphs, divided by blank lines. A claim is linked
to the record that bears it as `[words](@paper-id)`; there is no other markup.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from smatlas.problems import Place

FOLDER: Final = "essays"
"""Their folder in `taxonomy/`."""

_LINK: Final = re.compile(r"\[([^\[\]]+)\]\(@([^()\s]+)\)")
_BREAK: Final = re.compile(r"\n[ \t]*\n\s*")


@dataclass(frozen=True)
class Span:
    """A stretch of a paragraph.

    Attributes:
        text: Its words.
        paper: Id of the record that bears them; None for plain words.
        start: Where it begins in the text of the essay.
    """

    text: str
    paper: str | None
    start: int


@dataclass(frozen=True)
class Essay:
    """The essay of a role.

    Attributes:
        role: Id of the role, the file's name.
        file: Path as shown to the user.
        text: The whole text.
    """

    role: str
    file: str
    text: str

    @property
    def paragraphs(self) -> list[list[Span]]:
        """The paragraphs as spans, in order."""
        found: list[list[Span]] = []
        start = 0
        for end, after in [*((m.start(), m.end()) for m in _BREAK.finditer(self.text)), (len(self.text), 0)]:
            if self.text[start:end].strip():
                found.append(list(self._spans(start, end)))
            start = after
        return found

    def _spans(self, start: int, end: int) -> Iterator[Span]:
        position = start
        for link in _LINK.finditer(self.text, start, end):
            if link.start() > position:
                yield Span(_folded(self.text[position : link.start()]), None, position)
            yield Span(_folded(link[1]), link[2], link.start())
            position = link.end()
        if position < end:
            yield Span(_folded(self.text[position:end]).rstrip(), None, position)

    @property
    def links(self) -> list[Span]:
        """The linked spans, in order."""
        return [span for paragraph in self.paragraphs for span in paragraph if span.paper is not None]

    @property
    def words(self) -> int:
        """Number of words."""
        return len(
            "".join(span.text for paragraph in self.paragraphs for span in [*paragraph, _SPACE]).split()
        )

    def place(self, start: int) -> Place:
        """Find the place of a position in the text.

        Args:
            start: Offset from the beginning.

        Returns:
            The place.
        """
        before = self.text[:start]
        return Place(self.file, before.count("\n") + 1, start - (before.rfind("\n") + 1) + 1)


_SPACE: Final = Span(" ", None, 0)


def _folded(text: str) -> str:
    return re.sub(r"\s+", " ", text)


def load(folder: Path, root: Path) -> dict[str, Essay]:
    """Read the essays.

    Args:
        folder: The folder `taxonomy/`.
        root: Folder against which files are named.

    Returns:
        Essays by role, in order of role. Bytes that are not UTF-8 stand as replacement characters.
    """
    essays = {}
    for path in sorted((folder / FOLDER).glob("*.md")):
        file = path.relative_to(root).as_posix() if path.is_relative_to(root) else path.as_posix()
        essays[path.stem] = Essay(path.stem, file, path.read_text(encoding="utf-8", errors="replace"))
    return essays
