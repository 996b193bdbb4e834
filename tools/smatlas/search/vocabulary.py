"""What the values of the closed vocabularies are called, and how a typed name finds them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from smatlas.search.analysis import term
from smatlas.text import title_key, words

Names = Mapping[str, Mapping[str, "list[str]"]]
"""By field, by id of a value: every name of the value, the one that is shown first."""


class Vocabulary:
    """The fields with closed vocabularies, and the names of their values.

    Args:
        names: Names by field and value.
    """

    def __init__(self, names: Names) -> None:
        self._names = names

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields that have a vocabulary."""
        return tuple(self._names)

    def field(self, name: str) -> str | None:
        """Find a field by its name, in the singular or in the plural.

        Args:
            name: What was typed.

        Returns:
            The field, or None.
        """
        return self._by_stem.get(_stems(name))

    @cached_property
    def _by_stem(self) -> dict[tuple[str, ...], str]:
        return {_stems(field): field for field in self._names}

    def label(self, field: str, value: str) -> str:
        """Give the name of a value as it is shown.

        Args:
            field: A field.
            value: Id of a value.

        Returns:
            The name; the id where the value is not known.
        """
        names = self._names.get(field, {}).get(value)
        return names[0] if names else value

    def find(self, field: str, text: str, *, prefix: bool = False) -> tuple[str, ...]:
        """Find the values that a text names.

        The text is the id of a value, one of its names, or the beginning of one; failing
        that it is words that occur in a name, whatever their endings.

        Args:
            field: A field.
            text: What was typed.
            prefix: It is the beginning of an id or a name.

        Returns:
            Ids of values; none where nothing fits.
        """
        keys = self._keys(field)
        typed = title_key(text)
        if not typed:
            return ()
        if prefix:
            return tuple(value for value, names in keys.items() if any(n.startswith(typed) for n in names))
        exact = tuple(value for value, names in keys.items() if typed in names)
        if exact:
            return exact
        wanted = set(_stems(text))
        stems = {value: [set(_stems(name)) for name in names] for value, names in keys.items()}
        equal = tuple(value for value, each in stems.items() if wanted in each)
        return equal or tuple(value for value, each in stems.items() if any(wanted <= one for one in each))

    def nearest(self, field: str, text: str) -> str | None:
        """Name the value whose id or name is most like a text.

        Args:
            field: A field.
            text: What was typed.

        Returns:
            Id of the value, or None where none is like it.
        """
        from smatlas.problems import nearest  # only where something went wrong

        by_name = {name: value for value, names in self._keys(field).items() for name in names}
        near = nearest(title_key(text), by_name)
        return by_name[near] if near else None

    def values(self, field: str) -> list[str]:
        """Give the ids of all values of a field, in order."""
        return list(self._names.get(field, ()))

    def _keys(self, field: str) -> dict[str, list[str]]:
        return {
            value: [title_key(value), *map(title_key, names)]
            for value, names in self._names.get(field, {}).items()
        }


def _stems(text: str) -> tuple[str, ...]:
    return tuple(term(word) for word in words(text))
