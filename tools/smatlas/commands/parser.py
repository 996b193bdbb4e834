"""The parser of the command line, put together from the modules of the verbs."""

from __future__ import annotations

import argparse
import importlib
import re
import sys
from types import ModuleType
from typing import Any, Final

COMMANDS: Final = (
    "check",
    "add",
    "verify",
    "fmt",
    "search",
    "list",
    "show",
    "open",
    "roles",
    "stats",
    "graph",
    "advise",
    "compare",
    "changes",
    "gaps",
    "export",
    "cite",
    "build",
    "serve",
    "mcp",
    "schema",
    "form",
    "comment",
    "rules",
    "completion",
)
"""Every verb, in the order of the help; each is a module of `smatlas.commands`."""

# matches -survey, -role:routing, -"two words", -(a OR b); not -h, --limit, -1
_NEGATED: Final = re.compile(r"""-(?:[^\W\d_][\w-]|["“„«(])""")

_DESCRIPTION = """Check, link, search and render a curated survey kept as YAML records.

Commands work on the knowledge base that you stand in, or on --root DIR."""

_EPILOGUE = """exit codes: 0 fine, 1 problems or nothing found, 2 wrong use

examples:
  smatlas check
  smatlas search attention is all you need
  smatlas build"""


def module(name: str) -> ModuleType:
    """Import the module of a verb.

    Args:
        name: One of `COMMANDS`.

    Returns:
        The module.
    """
    return importlib.import_module(f"smatlas.commands.{name}")


class _Form(argparse.RawDescriptionHelpFormatter):
    """Help of one width everywhere, also in the generated reference."""

    def __init__(self, prog: str, **options: Any) -> None:
        super().__init__(prog, **{**options, "width": 96})
        self._action_max_length = 14  # room for the longest verb, which argparse forgets to indent


def build_parser(only: str | None = None) -> argparse.ArgumentParser:
    """Build the parser.

    Args:
        only: Declare this verb alone, so that no other module is imported.

    Returns:
        The parser.
    """
    parser = argparse.ArgumentParser("smatlas", **_style(_DESCRIPTION, _EPILOGUE))
    parser.add_argument("--version", action="store_true", help="print the version and stop")
    parser.add_argument("--root", metavar="DIR", default=None, help="folder of the knowledge base")
    parser.add_argument("--debug", action="store_true", help="show the traceback of an internal error")
    verbs = parser.add_subparsers(dest="command", metavar="COMMAND", title="commands")
    for name in (only,) if only else COMMANDS:
        verb_module = module(name)
        short, _, long = (verb_module.__doc__ or "").partition("\n")
        description, _, examples = long.partition("Examples:")
        verb = verbs.add_parser(
            name,
            help=short.rstrip("."),
            **_style(f"{short}\n{description.rstrip()}", "examples:\n" + examples.strip("\n").rstrip()),
        )
        verb.add_argument(
            "--root", metavar="DIR", default=argparse.SUPPRESS, help="folder of the knowledge base"
        )
        verb_module.configure(verb)
    return parser


def _style(description: str, epilog: str) -> dict[str, Any]:
    style: dict[str, Any] = {"description": description, "epilog": epilog, "formatter_class": _Form}
    if sys.version_info >= (3, 14):
        style["color"] = False  # the same help everywhere, also in the generated reference
    return style


def help_of(name: str) -> str:
    """Give the help of a verb.

    Args:
        name: One of `COMMANDS`.

    Returns:
        What `smatlas NAME --help` prints.
    """
    parser = build_parser(name)
    verbs = next(a for a in parser._actions if isinstance(a, argparse._SubParsersAction))
    return str(verbs.choices[name].format_help())


def parse(argv: list[str], only: str | None = None) -> argparse.Namespace:
    """Parse a call.

    Words of a query may stand anywhere among the options; argparse alone takes them only
    where they first could stand. And a word of a query may begin with a hyphen, which means
    that it must not occur: argparse would look for an option.

    Args:
        argv: Arguments after the program's name.
        only: The verb, where it is known already.

    Returns:
        What was parsed.

    Raises:
        SystemExit: The call is wrong; argparse has said why.
    """
    parser = build_parser(only)
    arguments, rest = parser.parse_known_args(_negated(argv) if only and _takes_query(parser, only) else argv)
    stray = [word for word in rest if word.startswith("-")]
    if rest and (stray or not hasattr(arguments, "words")):
        parser.error(f"unrecognized arguments: {' '.join(stray or rest)}")
    if rest:
        arguments.words += rest
    return arguments


def _takes_query(parser: argparse.ArgumentParser, verb: str) -> bool:
    verbs = next(a for a in parser._actions if isinstance(a, argparse._SubParsersAction))
    return any(action.dest == "words" for action in verbs.choices[verb]._actions)


def _negated(argv: list[str]) -> list[str]:
    """Write `-word` as `NOT word`, which means the same and looks like no option."""
    end = argv.index("--") if "--" in argv else len(argv)
    return [
        f"NOT {word[1:]}" if place < end and _NEGATED.match(word) else word for place, word in enumerate(argv)
    ]
