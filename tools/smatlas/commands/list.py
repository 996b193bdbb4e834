"""List papers, one a line.

Takes the same queries as `search`, and gives every paper that they mean, newest first.

Examples:
  smatlas list
  smatlas list role:sourdough year:2023.. --sort citations
  smatlas list has:code --group-by venue
  smatlas list rye --format bibtex
"""

from __future__ import annotations

from argparse import ArgumentParser

from smatlas.commands.output import add_output
from smatlas.commands.query import add_filters, add_order
from smatlas.commands.request import Outcome, Request
from smatlas.commands.search import add_view, answer


def configure(parser: ArgumentParser) -> None:
    """Declare the arguments."""
    add_filters(parser)
    add_order(parser, 0, "year")
    add_view(parser)
    add_output(parser)


def execute(request: Request) -> Outcome:
    """Answer a call."""
    from smatlas.commands.hits import short

    return answer(request, lambda hit: short(hit, request.terminal))
