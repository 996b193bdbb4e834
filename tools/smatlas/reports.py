"""Forms of a report of problems: text, GitHub annotations, SARIF, JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict

from smatlas.problems import Problem, Severity


def text(problems: Iterable[Problem]) -> str:
    """Write a line a problem: `file:line:column: severity code message (hint)`.

    Args:
        problems: The problems.

    Returns:
        The lines, each ended.
    """
    return "".join(f"{problem}\n" for problem in problems)


def as_json(papers: int, problems: Sequence[Problem]) -> str:
    """Write JSON.

    Args:
        papers: Number of records that were checked.
        problems: The problems.

    Returns:
        A JSON document with the counts.
    """
    counts = {f"{severity}s": sum(p.severity == severity for p in problems) for severity in Severity}
    data = {"papers": papers, **counts, "problems": [asdict(problem) for problem in problems]}
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def github(problems: Iterable[Problem]) -> str:
    """Write workflow commands that annotate the lines of a pull request.

    Source: docs.github.com, "Workflow commands for GitHub Actions".

    Args:
        problems: The problems.

    Returns:
        A command a line.
    """
    lines = []
    for problem in problems:
        place = problem.place
        properties = {
            "file": place.file,
            "line": str(place.line),
            "col": str(place.column),
            "title": problem.code,
        }
        told = ",".join(f"{key}={_property(value)}" for key, value in properties.items())
        message = f"{problem.message} ({problem.hint})" if problem.hint else problem.message
        lines.append(f"::{problem.severity} {told}::{_data(message)}\n")
    return "".join(lines)


def _data(value: str) -> str:
    return value.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(value: str) -> str:
    return _data(value).replace(":", "%3A").replace(",", "%2C")


def sarif(problems: Iterable[Problem], explanations: Mapping[str, str], version: str) -> str:
    """Write SARIF 2.1.0 (docs.oasis-open.org/sarif/sarif/v2.1.0), for code scanning.

    Args:
        problems: The problems.
        explanations: What each rule requires, by code.
        version: Version of smatlas.

    Returns:
        A JSON document.
    """
    found = list(problems)
    used = sorted({problem.code for problem in found})
    rules = [{"id": code, "fullDescription": {"text": explanations.get(code, code)}} for code in used]
    results = [
        {
            "ruleId": problem.code,
            "level": str(problem.severity),
            "message": {"text": f"{problem.message} ({problem.hint})" if problem.hint else problem.message},
            "locations": [
                {
                    "physicalLocation": {
                        "artifactLocation": {"uri": problem.place.file},
                        "region": {"startLine": problem.place.line, "startColumn": problem.place.column},
                    }
                }
            ],
        }
        for problem in found
    ]
    driver = {"name": "smatlas", "version": version, "rules": rules}
    schema = "https://json.schemastore.org/sarif-2.1.0.json"
    data = {"$schema": schema, "version": "2.1.0", "runs": [{"tool": {"driver": driver}, "results": results}]}
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"
