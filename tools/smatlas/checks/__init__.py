"""The rules of a knowledge base, and how to apply them all.

Importing a family registers its rules; `run` applies every rule and never stops at the
first problem.
"""

from __future__ import annotations

from smatlas.checks import (
    citations,
    datasets,
    essays,
    facets,
    findings,
    guide,
    identity,
    reading,
    record,
    roles,
    style,
    taxonomy,
)
from smatlas.checks.registry import Rule, registered
from smatlas.knowledge_base import KnowledgeBase
from smatlas.problems import Problem

FAMILIES = (
    reading,
    record,
    identity,
    roles,
    facets,
    findings,
    citations,
    taxonomy,
    guide,
    essays,
    datasets,
    style,
)
"""The modules that hold the rules."""


def run(base: KnowledgeBase) -> list[Problem]:
    """Apply every rule.

    Args:
        base: What to check.

    Returns:
        All problems, those of reading included, by place.
    """
    problems = list(base.problems)
    for each in registered():
        problems.extend(each.problems(base))
    return sorted(problems, key=lambda problem: problem.sort_key)


__all__ = ["FAMILIES", "Rule", "registered", "run"]
