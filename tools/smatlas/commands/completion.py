"""Print the script that lets a shell complete commands, options, ids, roles and queries.

bash: put `eval "$(smatlas completion bash)"` into ~/.bashrc
zsh: put `eval "$(smatlas completion zsh)"` into ~/.zshrc, after compinit
fish: smatlas completion fish > ~/.config/fish/completions/smatlas.fish

Examples:
  smatlas completion bash
"""

from __future__ import annotations

from argparse import ArgumentParser

from smatlas.commands.request import Outcome, Request

SHELLS = ("bash", "zsh", "fish")
"""Shells for which there is a script."""


def configure(parser: ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("shell", choices=SHELLS, help="the shell")


def run(shell: str) -> str:
    """Write the script of a shell, which asks smatlas itself what may stand next.

    Args:
        shell: One of `SHELLS`.

    Returns:
        The script.
    """
    from argcomplete.shell_integration import shellcode

    return str(shellcode(["smatlas"], shell=shell)).rstrip() + "\n"


def execute(request: Request) -> Outcome:
    """Answer a call."""
    return Outcome(run(request.arguments.shell))
