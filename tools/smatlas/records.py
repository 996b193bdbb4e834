"""YAML files to mappings that know the place of every value. The only room that knows YAML.

Scalars stay strings: the schema decides what they mean, not YAML 1.1, under which `no`,
`12:30`, `010` and an unquoted arXiv id all turn into something else.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar, Final

import yaml

from smatlas.problems import Place, Problem, Severity, Steps


class _PlainTags:
    """Stands in for PyYAML's resolver, which would look at every scalar by a dozen patterns.

    Scalars stay text here, so all that is wanted is a tag for each kind of node.
    """

    _TAGS: ClassVar = {
        yaml.ScalarNode: "tag:yaml.org,2002:str",
        yaml.SequenceNode: "tag:yaml.org,2002:seq",
        yaml.MappingNode: "tag:yaml.org,2002:map",
    }

    def resolve(self, kind: type[yaml.Node], value: Any, implicit: Any) -> str:
        return self._TAGS[kind]

    def descend_resolver(self, *_: Any) -> None: ...

    def ascend_resolver(self) -> None: ...


if hasattr(yaml, "CSafeLoader"):
    from yaml import cyaml

    class _Composer(_PlainTags, cyaml.CParser):  # type: ignore[name-defined, misc]
        """Composes nodes with libyaml."""
else:  # PyYAML without libyaml: the same nodes, ten times slower

    class _Composer(_PlainTags, yaml.SafeLoader):  # type: ignore[no-redef]
        """Composes nodes in Python."""


_Loader: Any = _Composer

_STANDARD: Final = "tag:yaml.org,2002:"
_ALLOWED: Final = frozenset(_STANDARD + name for name in ("str", "seq", "map"))
_NOTHING: Final = frozenset({"", "~", "null", "Null", "NULL"})

TO_FILL: Final = "FILL IN"
"""Stands in a drafted record where a person has to write something."""
MAX_BYTES: Final = 1_000_000
"""A file larger than this is refused unread."""
MAX_DEPTH: Final = 40
"""Deeper nesting than this is refused: no record needs it, and it could exhaust the stack."""


@dataclass(frozen=True)
class Document:
    """One YAML file as read.

    Attributes:
        file: Path as shown to the user.
        text: The whole text.
        data: Mappings, lists, strings and None; None where the file could not be read.
        problems: What was wrong with it.
    """

    file: str
    text: str
    data: Any
    problems: tuple[Problem, ...] = ()

    def place(self, path: Steps, *, key: bool = False) -> Place:
        """Find where a value stands.

        The text is composed again for this, so that a good record costs no memory.

        Args:
            path: Keys and positions from the top. Where it leads beyond what is there,
                the last part that is there counts.
            key: Point at the key of the last step rather than at its value.

        Returns:
            The place of the value.
        """
        try:
            node = _Loader(self.text).get_single_node()
        except (yaml.YAMLError, RecursionError):
            return Place(self.file)
        mark = node.start_mark if node is not None else None
        for step in path:
            found = _step(node, step)
            if found is None:
                break
            key_node, node = found
            mark = key_node.start_mark if key and step == path[-1] else node.start_mark
        return _place(self.file, mark)


def _step(node: Any, step: str | int) -> tuple[Any, Any] | None:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if isinstance(key, yaml.ScalarNode) and key.value == step:
                return key, value
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        return node.value[step], node.value[step]
    return None


def _place(file: str, mark: Any) -> Place:
    return Place(file) if mark is None else Place(file, mark.line + 1, mark.column + 1)


def read(path: Path, root: Path) -> Document:
    """Read one YAML file. Never raises on bad content.

    Args:
        path: The file.
        root: Folder against which the file is named in problems.

    Returns:
        The document, with its problems.

    Raises:
        OSError: The file cannot be opened.
    """
    file = path.relative_to(root).as_posix() if path.is_relative_to(root) else path.as_posix()
    raw = path.read_bytes()
    if len(raw) > MAX_BYTES:
        message = f"the file has {len(raw):,} bytes; the limit is {MAX_BYTES:,}"
        return Document(file, "", None, (_error("yaml-syntax", message, Place(file), "split or shorten it"),))
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        place = Place(file, line, error.start - (raw.rfind(b"\n", 0, error.start) + 1) + 1)
        problem = _error("yaml-syntax", "the text is not UTF-8", place, "save the file as UTF-8")
        return Document(file, "", None, (problem,))
    return parse(text, file)


def parse(text: str, file: str = "<text>") -> Document:
    """Parse YAML text. Never raises on bad content.

    Args:
        text: The text of one document.
        file: How problems name it.

    Returns:
        The document, with its problems.
    """
    too_deep = _nesting(text)
    if too_deep is not None:
        problem = _error(
            "yaml-syntax", f"nested deeper than {MAX_DEPTH} levels", _place(file, too_deep), "flatten it"
        )
        return Document(file, text, None, (problem,))
    try:
        node = _Loader(text).get_single_node()
    except yaml.YAMLError as error:
        return Document(file, text, None, (_syntax(error, file),))
    reader = _Reader(file, text)
    data = None if node is None else reader.value(node)
    if data is None and not reader.problems:
        problem = _error(
            "yaml-syntax", "the file is empty", Place(file), "write a record, or delete the file"
        )
        return Document(file, text, None, (problem,))
    if reader.aliased:
        reader.problems += _aliases(text, file)
    return Document(file, text, data, tuple(reader.problems))


def _aliases(text: str, file: str) -> list[Problem]:
    """Find the aliases themselves: composed nodes remember only where the anchor was."""
    return [
        _error(
            "yaml-alias",
            f"the alias '*{event.anchor}' repeats a value",
            _place(file, event.start_mark),
            "write the value out",
        )
        for event in yaml.parse(text, Loader=_Loader)
        if isinstance(event, yaml.AliasEvent)
    ]


def _nesting(text: str) -> Any:
    """Find the mark where flow brackets or indentation go too deep, without recursion."""
    if (
        text.count("[") + text.count("{") < MAX_DEPTH
        and text.count("- ") < MAX_DEPTH
        and (" " * MAX_DEPTH not in text)
    ):
        return None
    depth = 0
    try:
        for event in yaml.parse(text, Loader=_Loader):
            if isinstance(event, yaml.CollectionStartEvent):
                depth += 1
                if depth > MAX_DEPTH:
                    return event.start_mark
            elif isinstance(event, yaml.CollectionEndEvent):
                depth -= 1
    except yaml.YAMLError:
        return None
    return None


def _syntax(error: yaml.YAMLError, file: str) -> Problem:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    said = " ".join(
        str(part) for part in (getattr(error, "context", None), getattr(error, "problem", None)) if part
    )
    said = said or " ".join(str(error).split())
    if "undefined alias" in said:
        return _error("yaml-alias", said, _place(file, mark), "write the value out")
    return _error(
        "yaml-syntax",
        f"not valid YAML: {said}",
        _place(file, mark),
        "quote a value that holds ': ' or starts with a special character; indent with spaces",
    )


def _error(code: str, message: str, place: Place, hint: str) -> Problem:
    return Problem(code, Severity.ERROR, message, place, hint)


class _Reader:
    """Turns nodes into plain values and notes what is not allowed."""

    def __init__(self, file: str, text: str) -> None:
        self.file = file
        self.problems: list[Problem] = []
        self.aliased = False
        self._watch = "&" in text  # without an anchor there is no alias
        self._seen: set[int] = set()

    def value(self, node: Any) -> Any:
        if self._watch:
            if id(node) in self._seen:
                self.aliased = True
                return None
            self._seen.add(id(node))
        if node.tag not in _ALLOWED:
            tag = node.tag.replace(_STANDARD, "!!")
            self._note("yaml-syntax", f"the YAML tag '{tag}' is not allowed", node, "remove the tag")
        kind = type(node)
        if kind is yaml.ScalarNode:
            return None if not node.style and node.value in _NOTHING else node.value
        if kind is yaml.MappingNode:
            return self._mapping(node)
        return [self.value(item) for item in node.value]

    def _mapping(self, node: Any) -> dict[str, Any]:
        result: dict[str, Any] = {}
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                self._note("yaml-syntax", "a key must be a plain word", key, "use a field name as the key")
            elif key.value == "<<":
                self._note("yaml-alias", "YAML merge keys are not allowed", key, "write the fields out")
            elif key.value in result:
                self._note(
                    "yaml-duplicate-key",
                    f"the key '{key.value}' stands twice",
                    key,
                    "keep one of the two; the first counts until then",
                )
            else:
                result[key.value] = self.value(value)
        return result

    def _note(self, code: str, message: str, node: Any, hint: str) -> None:
        self.problems.append(_error(code, message, _place(self.file, node.start_mark), hint))
