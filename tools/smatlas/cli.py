"""The command line: parses, calls one command, prints its answer.

Nothing heavy is imported here, and only the module of the verb that is asked for.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from smatlas.commands.parser import COMMANDS, build_parser, module, parse
from smatlas.commands.request import NOTHING, WRONG_USE, Outcome, Request, Terminal, UsageError


def _terminal() -> Terminal:
    tty = sys.stdout.isatty()
    colour = tty and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    width = os.get_terminal_size(sys.stdout.fileno()).columns if tty else 100
    return Terminal(colour, width or 100, tty, lambda line: print(line, file=sys.stderr, flush=True))


def _paged(text: str) -> bool:
    """Show text that is longer than the terminal in the pager of the person, `less` by default.

    Returns:
        Whether that was done: not into a pipe, not where there is no pager.
    """
    if not (sys.stdin.isatty() and sys.stdout.isatty()) or os.environ.get("TERM") == "dumb":
        return False
    if text.count("\n") < os.get_terminal_size(sys.stdout.fileno()).lines:
        return False
    import shlex
    import subprocess

    pager = shlex.split(os.environ.get("PAGER", "less"))
    if not pager or pager == ["cat"]:
        return False
    # Leave at once where it fits, let colours and links through, leave the text on the screen.
    environment = {"LESS": "FRX", "LESSCHARSET": "utf-8"} | dict(os.environ)
    try:
        subprocess.run(pager, input=text.encode(), env=environment, check=False)
    except OSError:
        return False
    return True


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
    if "_ARGCOMPLETE" in os.environ:
        from argcomplete import autocomplete

        autocomplete(build_parser())
    arguments = parse(argv, _verb(argv))
    if arguments.version:
        from smatlas import __version__

        print(f"smatlas {__version__}")
        return 0
    if arguments.command is None:
        build_parser().print_help()
        return WRONG_USE
    request = Request(arguments, Path.cwd(), _terminal())
    try:
        outcome: Outcome = module(arguments.command).execute(request)
    except UsageError as error:
        print(f"smatlas {arguments.command}: {error}", file=sys.stderr)
        return error.code
    except OSError as error:
        print(f"smatlas {arguments.command}: {error.strerror}: {error.filename}", file=sys.stderr)
        return NOTHING
    except Exception as error:
        # Whatever else goes wrong is ours to mend; the user gets a sentence, not a traceback.
        if arguments.debug:
            raise
        print(
            f"smatlas {arguments.command}: internal error, {type(error).__name__}: {error}\n"
            "this is a bug in smatlas: please report it with what --debug adds",
            file=sys.stderr,
        )
        return NOTHING
    if not (outcome.page and _paged(outcome.text)):
        sys.stdout.write(outcome.text)
        sys.stdout.flush()
    for note in outcome.notes:
        print(note, file=sys.stderr)
    return outcome.code


if __name__ == "__main__":
    sys.exit(main())
