"""Serve the built site on this machine alone, building it first where there is none.

Examples:
  smatlas serve
  smatlas serve --port 9000
"""

from __future__ import annotations

from argparse import ArgumentParser
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from smatlas.commands.request import Outcome, Request, UsageError


def configure(parser: ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("--port", type=int, metavar="N", help="port on loopback (8000, or the next free one)")
    parser.add_argument("--directory", metavar="DIR", help="folder of the site (site/ in the knowledge base)")


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Say nothing of ordinary requests."""


def run(folder: Path, port: int | None = None) -> ThreadingHTTPServer:
    """Open a server on loopback.

    Args:
        folder: Folder of the site.
        port: Port; 0 for any free one, None for 8000 or one of the next twenty.

    Returns:
        The server, not yet serving.

    Raises:
        UsageError: The port is taken.
    """
    handler = partial(_Quiet, directory=str(folder))
    for candidate in (port,) if port is not None else range(8000, 8020):
        try:
            return ThreadingHTTPServer(("127.0.0.1", candidate), handler)
        except (OSError, OverflowError):
            continue
    raise UsageError(
        f"port {port} is not free; name another: --port N" if port else "no port from 8000 is free"
    )


def execute(request: Request) -> Outcome:
    """Answer a call."""
    if request.arguments.directory:
        folder = (request.start / request.arguments.directory).resolve()
        if not (folder / "index.html").is_file():
            raise UsageError(f"{request.arguments.directory} holds no site")
    else:
        folder = request.root / "site"
        if not (folder / "index.html").is_file():
            from smatlas.commands.build import run as build

            build(request.root, folder, request.terminal.say)
    with run(folder, request.arguments.port) as server:
        request.terminal.say(f"http://127.0.0.1:{server.server_address[1]}/  (stop with Ctrl-C)")
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            return Outcome(notes=("stopped",))
    return Outcome()
