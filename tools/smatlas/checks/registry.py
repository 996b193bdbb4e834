"""The registry of rules: each a small function, each with its documentation.

To add a rule, write a generator in the family's file, decorate it with `rule`, give it
a docstring (its first line says what is required, the rest why), and add one broken
record to the tests.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from smatlas.knowledge_base import KnowledgeBase
from smatlas.problems import Place, Problem, Severity

Finder = Callable[[KnowledgeBase], Iterator["Defect"]]


@dataclass(frozen=True)
class Defect:
    """What a rule found; the registry adds its code and severity.

    Attributes:
        place: Where it is.
        message: What is wrong.
        hint: What to do.
    """

    place: Place
    message: str
    hint: str = ""


@dataclass(frozen=True)
class Rule:
    """One rule.

    Attributes:
        code: Permanent name, shown with every problem.
        family: Group that it belongs to.
        severity: Whether its problems block.
        explanation: What it requires and why.
        finder: The function; None for what is noticed while reading.
    """

    code: str
    family: str
    severity: Severity
    explanation: str
    finder: Finder | None = None

    def problems(self, base: KnowledgeBase) -> Iterator[Problem]:
        """Apply the rule.

        Args:
            base: What to check.

        Yields:
            A problem for each defect.
        """
        if self.finder is not None:
            for defect in self.finder(base):
                yield Problem(self.code, self.severity, defect.message, defect.place, defect.hint)


_RULES: dict[str, Rule] = {}


def rule(code: str, family: str, severity: Severity = Severity.ERROR) -> Callable[[Finder], Finder]:
    """Register a function as a rule.

    Args:
        code: Permanent name.
        family: Group that it belongs to.
        severity: Whether its problems block.

    Returns:
        A decorator that returns the function unchanged.
    """

    def register(finder: Finder) -> Finder:
        _add(Rule(code, family, severity, _clean(finder.__doc__), finder))
        return finder

    return register


def reading_rule(code: str, explanation: str) -> None:
    """Document a code that reading itself reports.

    Args:
        code: Permanent name.
        explanation: What it requires and why.
    """
    _add(Rule(code, "reading", Severity.ERROR, explanation))


def _add(new: Rule) -> None:
    if new.code in _RULES:
        raise ValueError(f"two rules are called {new.code}")
    _RULES[new.code] = new


def _clean(doc: str | None) -> str:
    return "\n".join(line.strip() for line in (doc or "").strip().splitlines())


def registered() -> tuple[Rule, ...]:
    """Give every rule.

    Returns:
        The rules by family and code.
    """
    return tuple(sorted(_RULES.values(), key=lambda r: (r.family, r.code)))
