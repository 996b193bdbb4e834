"""Asking a registry: one request, one answer, whatever goes wrong as a value."""

from __future__ import annotations

import urllib.error
import urllib.request
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from typing import Final, Protocol

from smatlas.identifiers import Identifier
from smatlas.sources.facts import Facts, Failure, FailureKind

TIME_OUT: Final = 20.0
"""Seconds to wait for an answer."""
MAX_BYTES: Final = 8_000_000
"""An answer larger than this is refused."""


@dataclass(frozen=True)
class Request:
    """What to ask.

    Attributes:
        address: Where.
        headers: Further header fields.
        method: GET, or HEAD where the body does not matter.
    """

    address: str
    headers: Mapping[str, str] = field(default_factory=dict)
    method: str = "GET"


@dataclass(frozen=True)
class Answer:
    """What came back.

    Attributes:
        status: HTTP status code.
        body: The bytes.
        headers: Header fields, keys in lower case.
    """

    status: int
    body: bytes
    headers: Mapping[str, str] = field(default_factory=dict)


Transport = Callable[[Request], Answer]
"""Sends a request. Raises OSError (which time-outs and refused connections are)."""


class MalformedError(ValueError):
    """An answer is not of the form that the registry documents."""


class Registry(Protocol):
    """What a registry module gives."""

    NAME: str
    SCHEMES: frozenset[str]

    def request(self, identifier: Identifier) -> Request:
        """Say what to ask for an identifier of one of `SCHEMES`."""

    def read(self, answer: bytes, identifier: Identifier) -> Facts | None:
        """Read an answer; None where it says that there is no such work.

        Raises:
            MalformedError: The answer is not of the documented form.
        """


def ask(registry: Registry, identifier: Identifier, send: Transport) -> Facts | Failure:
    """Ask a registry for a work.

    Args:
        registry: A module of this package.
        identifier: An identifier of one of its schemes.
        send: The transport.

    Returns:
        The facts, or why there are none.
    """
    name = registry.NAME

    def failure(kind: FailureKind, message: str, wait: float | None = None) -> Failure:
        return Failure(name, kind, message, wait)

    try:
        answer = send(registry.request(identifier))
    except OSError as error:
        return failure(FailureKind.UNREACHABLE, f"no answer ({error})")
    if answer.status in (404, 410):
        return failure(FailureKind.NOT_FOUND, f"it has no {identifier}")
    if answer.status in (429, 503):
        return failure(FailureKind.RATE_LIMITED, f"status {answer.status}", _wait(answer))
    if answer.status != 200:
        return failure(FailureKind.UNREACHABLE, f"status {answer.status}")
    try:
        facts = registry.read(answer.body, identifier)
    except MalformedError as error:
        return failure(FailureKind.MALFORMED, str(error))
    return facts if facts is not None else failure(FailureKind.NOT_FOUND, f"it has no {identifier}")


def _wait(answer: Answer) -> float | None:
    """Read `Retry-After` (RFC 9110, 10.2.3): seconds, or a date beside the answer's own."""
    text = answer.headers.get("retry-after", "").strip()
    if text.isdigit():
        return float(text)
    try:
        then, now = parsedate_to_datetime(text), parsedate_to_datetime(answer.headers["date"])
        return max(0.0, (then - now).total_seconds())
    except (ValueError, TypeError, KeyError):
        return None


def over_http(contact: str = "") -> Transport:
    """Make the transport that really asks.

    Args:
        contact: Address of the project, named to the registries as their rules ask.

    Returns:
        A transport over HTTP.
    """
    agent = f"smatlas ({contact})" if contact else "smatlas"

    def send(request: Request) -> Answer:
        headers = {"User-Agent": agent, **request.headers}
        call = urllib.request.Request(request.address, headers=headers, method=request.method)
        try:
            with urllib.request.urlopen(call, timeout=TIME_OUT) as response:
                body = response.read(MAX_BYTES + 1)
                if len(body) > MAX_BYTES:
                    raise OSError(f"the answer has more than {MAX_BYTES:,} bytes")
                return Answer(response.status, body, _lower(response.headers.items()))
        except urllib.error.HTTPError as error:
            with error:
                return Answer(error.code, error.read(MAX_BYTES), _lower(error.headers.items()))

    return send


def _lower(fields: Iterable[tuple[str, str]]) -> dict[str, str]:
    return {key.lower(): value for key, value in fields}
