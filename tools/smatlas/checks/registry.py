"""The registry of rules: each a small function, each with its documentation.

To add a rule, write a generator in the family's file, decorate it with `rule`, give it
a docstring (its first line says what is required, the rest why, then what is bad under
`Bad::` and what is good under `Good::`), and add one broken record to the tests, which
also put both examples to the proof.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from inspect import cleandoc
from textwrap import dedent

from smatlas.knowledge_base import KnowledgeBase
from smatlas.problems import Edit, Place, Problem, Severity

Finder = Callable[[KnowledgeBase], Iterator["Defect"]]


@dataclass(frozen=True)
class Defect:
    """What a rule found; the registry adds its code and severity.

    Attributes:
        place: Where it is.
        message: What is wrong.
        hint: What to do.
        fix: Edits of the record that mend it, where only one right answer exists.
    """

    place: Place
    message: str
    hint: str = ""
    fix: tuple[Edit, ...] = ()


@dataclass(frozen=True)
class Rule:
    """One rule.

    Attributes:
        code: Permanent name, shown with every problem.
        family: Group that it belongs to.
        severity: Whether its problems block.
        explanation: What it requires and why.
        bad: Fields of a record, or of a file of the taxonomy, that break it; several records are
            divided by `---`.
        good: The same as it should be.
        finder: The function; None for what is noticed while reading.
        mends: Some of its problems come with a fix.
    """

    code: str
    family: str
    severity: Severity
    explanation: str
    bad: str
    good: str
    finder: Finder | None = None
    mends: bool = False

    def problems(self, base: KnowledgeBase) -> Iterator[Problem]:
        """Apply the rule.

        Args:
            base: What to check.

        Yields:
            A problem for each defect.
        """
        if self.finder is not None:
            for defect in self.finder(base):
                yield Problem(self.code, self.severity, defect.message, defect.place, defect.hint, defect.fix)


_RULES: dict[str, Rule] = {}


def rule(
    code: str, family: str, severity: Severity = Severity.ERROR, *, mends: bool = False
) -> Callable[[Finder], Finder]:
    """Register a function as a rule.

    Args:
        code: Permanent name.
        family: Group that it belongs to.
        severity: Whether its problems block.
        mends: Some of its problems come with a fix.

    Returns:
        A decorator that returns the function unchanged.
    """

    def register(finder: Finder) -> Finder:
        _add(Rule(code, family, severity, *_parts(finder.__doc__), finder, mends))
        return finder

    return register


def reading_rule(code: str, doc: str) -> None:
    """Document a code that reading itself reports.

    Args:
        code: Permanent name.
        doc: What it requires and why, then the two examples.
    """
    _add(Rule(code, "reading", Severity.ERROR, *_parts(doc)))


def _add(new: Rule) -> None:
    if new.code in _RULES:
        raise ValueError(f"two rules are called {new.code}")
    _RULES[new.code] = new


def _parts(doc: str | None) -> tuple[str, str, str]:
    """Divide a docstring into what is required and why, the bad and the good example."""
    explanation, _, examples = cleandoc(doc or "").partition("\n\nBad::\n")
    bad, _, good = examples.partition("\nGood::\n")
    return explanation.strip(), dedent(bad).strip("\n"), dedent(good).strip("\n")


def registered() -> tuple[Rule, ...]:
    """Give every rule.

    Returns:
        The rules by family and code.
    """
    return tuple(sorted(_RULES.values(), key=lambda r: (r.family, r.code)))
