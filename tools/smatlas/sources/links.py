"""Whether a link still leads somewhere.

A host that guards itself (401, 403, 429) is taken as alive: checkers that count these cry wolf.
"""

from __future__ import annotations

from typing import Final

from smatlas.sources.transport import Request, Transport

_NO_HEAD: Final = (405, 501)
_GUARDED: Final = (401, 403, 429)


def silence(address: str, send: Transport) -> str | None:
    """Try a link.

    Args:
        address: Where it leads.
        send: The transport.

    Returns:
        Why it counts as silent this time; None where it answers.
    """
    try:
        answer = send(Request(address, method="HEAD"))
        if answer.status in _NO_HEAD:
            answer = send(Request(address))
    except OSError as error:
        return f"no answer ({error})"
    return None if answer.status < 400 or answer.status in _GUARDED else f"status {answer.status}"
