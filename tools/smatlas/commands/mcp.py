"""Serve agents: the Model Context Protocol over standard input and output.

Tools: search, get, roles, advise, cite, neighbours, compare. All of them read, none writes;
lists are bounded, and every paper comes with its id, identifier and permalink. An agent's
program starts the server itself: name this command in its settings. Needs smatlas[mcp].

Examples:
  smatlas mcp
  smatlas mcp --root atlas
"""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Callable
from functools import wraps
from inspect import getdoc
from pathlib import Path
from typing import TYPE_CHECKING, Any

from smatlas.commands.request import Outcome, Request, UsageError

if TYPE_CHECKING:
    from mcp.server.mcpserver import MCPServer


def configure(parser: ArgumentParser) -> None:
    """Declare the arguments: there are none."""


def run(root: Path) -> MCPServer[Any]:
    """Make the server of a knowledge base.

    Args:
        root: Its folder.

    Returns:
        The server, not started yet.

    Raises:
        UsageError: The protocol's library is not installed.
    """
    try:
        from mcp.server.mcpserver import MCPServer
        from mcp_types import ToolAnnotations
    except ImportError:
        raise UsageError("the server needs mcp 2 or later: pip install 'smatlas[mcp]'") from None
    from smatlas import __version__
    from smatlas.commands.tools import Tools
    from smatlas.knowledge_base import read_settings

    settings = read_settings(root)
    server: MCPServer[Any] = MCPServer(
        "smatlas",
        title=settings.name,
        version=__version__,
        instructions=f"{settings.description} Cite papers by identifier and permalink.".strip(),
        log_level="WARNING",
    )
    hints = ToolAnnotations(
        read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False
    )
    for tool in Tools(root).every:
        server.add_tool(_told(tool), description=getdoc(tool), annotations=hints)
    return server


def _told(tool: Callable[..., dict[str, Any]]) -> Callable[..., dict[str, Any]]:
    """Turn wrong use into an error that the agent can read and mend."""
    from mcp.server.mcpserver.exceptions import ToolError

    @wraps(tool)
    def call(*arguments: Any, **named: Any) -> dict[str, Any]:
        try:
            return tool(*arguments, **named)
        except UsageError as error:
            raise ToolError(str(error)) from None

    return call


def execute(request: Request) -> Outcome:
    """Serve until the agent closes its end."""
    root = request.root
    run(root).run("stdio")
    return Outcome()
