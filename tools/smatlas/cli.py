"""The command line: parses, calls one command, prints its answer.

Nothing heavy is imported here, and only the module of the verb that is asked for.
"""

from __future__ import annotations

import argparse
import importlib
import os
import sys
from pathlib import Path
from types import ModuleType
from typing import Final

from smatlas.commands.request import NOTHING, WRONG_USE, Outcome, Request, Terminal, UsageError

COMMANDS: Final = (
    "check",
    "search",
    "show",
    "roles",
    "stats",
    "graph",
    "export",
    "build",
    "serve",
    "schema",
    "rules",
)
"""Every verb, in the order of the help; each is a module of `smatlas.commands`."""

_DESCRIPTION = """Check, link, search and render a curated survey kept as YAML records.

Commands work on the knowledge base that you stand in, or on --root DIR."""

_EPILOGUE = """exit codes: 0 fine, 1 problems or nothing found, 2 wrong use

examples:
  smatlas check
  smatlas search attention is all you need
  smatlas build"""


def _module(name: str) -> ModuleType:
    return importlib.import_module(f"smatlas.commands.{name}")


def build_parser(only: str | None = None) -> argparse.ArgumentParser:
    """Build the parser.

    Args:
        only: Declare this verb alone, so that no other module is imported.

    Returns:
        The parser.
    """
    form = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(
        "smatlas", description=_DESCRIPTION, epilog=_EPILOGUE, formatter_class=form
    )
    parser.add_argument("--version", action="store_true", help="print the version and stop")
    parser.add_argument("--root", metavar="DIR", default=None, help="folder of the knowledge base")
    verbs = parser.add_subparsers(dest="command", metavar="COMMAND", title="commands")
    for name in (only,) if only else COMMANDS:
        module = _module(name)
        short, _, long = (module.__doc__ or "").partition("\n")
        description, _, examples = long.partition("Examples:")
        verb = verbs.add_parser(
            name,
            help=short.rstrip("."),
            description=f"{short}\n{description.rstrip()}",
            epilog=f"examples:\n{examples.strip(chr(10)).rstrip()}" if examples else None,
            formatter_class=form,
        )
        verb.add_argument(
            "--root", metavar="DIR", default=argparse.SUPPRESS, help="folder of the knowledge base"
        )
        module.configure(verb)
    return parser


def _terminal() -> Terminal:
    tty = sys.stdout.isatty()
    colour = tty and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    width = os.get_terminal_size(sys.stdout.fileno()).columns if tty else 100
    return Terminal(colour, width or 100, lambda line: print(line, file=sys.stderr, flush=True))


def _verb(argv: list[str]) -> str | None:
    """Find the verb without parsing, to import its module alone."""
    rest = iter(argv)
    for word in rest:
        if word == "--root":
            next(rest, None)
        elif not word.startswith("-"):
            return word if word in COMMANDS else None
        elif not word.startswith("--root="):
            return None
    return None


def main(argv: list[str] | None = None) -> int:
    """Run the command line.

    Args:
        argv: Arguments after the program's name; those of the process where None.

    Returns:
        The exit code.
    """
    argv = sys.argv[1:] if argv is None else argv
    try:
        code = _answer(argv)
        sys.stdout.flush()
        return code
    except BrokenPipeError:
        # The reader of a pipe has enough: point standard output elsewhere, so that the
        # interpreter does not complain while it shuts down.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        return 130


def _answer(argv: list[str]) -> int:
    parser = build_parser(_verb(argv))
    arguments = parser.parse_args(argv)
    if arguments.version:
        from smatlas import __version__

        print(f"smatlas {__version__}")
        return 0
    if arguments.command is None:
        parser.print_help()
        return WRONG_USE
    request = Request(arguments, Path.cwd(), _terminal())
    try:
        outcome: Outcome = _module(arguments.command).execute(request)
    except UsageError as error:
        print(f"smatlas {arguments.command}: {error}", file=sys.stderr)
        return error.code
    except OSError as error:
        print(f"smatlas {arguments.command}: {error.strerror}: {error.filename}", file=sys.stderr)
        return NOTHING
    sys.stdout.write(outcome.text)
    sys.stdout.flush()
    for note in outcome.notes:
        print(note, file=sys.stderr)
    return outcome.code


if __name__ == "__main__":
    sys.exit(main())
