"""Identifiers of scholarly works: recognise, normalise, link.

Sources of the forms: arXiv (info.arxiv.org/help/arxiv_identifier.html), DOI (ISO 26324;
Crossref's recommended pattern), ACL Anthology (aclanthology.org/info/ids/), OpenReview
(forum ids are opaque strings of letters, digits, `_` and `-`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple
from urllib.parse import quote, unquote


class Identifier(NamedTuple):
    """A normalised identifier, such as `arxiv:2306.08543`.

    Attributes:
        scheme: One of `SCHEMES`.
        value: The identifier in its canonical spelling.
    """

    scheme: str
    value: str

    def __str__(self) -> str:
        return f"{self.scheme}:{self.value}"

    @property
    def url(self) -> str:
        """Address of the page that the registry keeps for this identifier."""
        return SCHEMES[self.scheme].address + quote(self.value, safe="/:;().,_-+~@!$&'*=")


@dataclass(frozen=True)
class Scheme:
    """One registry's identifiers.

    Attributes:
        name: The registry's name as printed.
        address: What goes before the identifier in a link.
        pattern: The canonical spelling.
        prefixes: Spellings (lower case) that stand before an identifier in the wild.
        example: A well-formed identifier, shown in hints.
    """

    name: str
    address: str
    pattern: re.Pattern[str]
    prefixes: tuple[str, ...]
    example: str


SCHEMES: dict[str, Scheme] = {
    "arxiv": Scheme(
        "arXiv",
        "https://arxiv.org/abs/",
        # matches 2306.08543, 0704.0001, cs/0112017, math.GT/0309136
        re.compile(
            r"\d{2}(?:0[1-9]|1[0-2])\.\d{4,5}|[a-z][a-z-]*(?:\.[A-Z]{2})?/\d{2}(?:0[1-9]|1[0-2])\d{3}"
        ),
        (
            "arxiv.org/abs/",
            "arxiv.org/pdf/",
            "arxiv.org/html/",
            "doi.org/10.48550/arxiv.",
            "10.48550/arxiv.",
            "arxiv:",
        ),
        "2306.08543",
    ),
    "doi": Scheme(
        "DOI",
        "https://doi.org/",
        re.compile(r"10\.\d{4,9}/[^\s\"<>]+"),
        ("doi.org/", "dx.doi.org/", "doi:"),
        "10.18653/v1/2023.findings-acl.507",
    ),
    "acl": Scheme(
        "ACL Anthology",
        "https://aclanthology.org/",
        # matches P19-1355 and 2023.findings-acl.507
        re.compile(r"[A-Z]\d{2}-\d{4}|\d{4}\.[a-z0-9]+(?:_[a-z0-9]+)?-[a-z0-9]+\.\d+"),
        ("aclanthology.org/", "acl:"),
        "2023.findings-acl.507",
    ),
    "openreview": Scheme(
        "OpenReview",
        "https://openreview.net/forum?id=",
        re.compile(r"[A-Za-z0-9_-]{8,14}"),
        ("openreview.net/forum?id=", "openreview.net/pdf?id=", "openreview:"),
        "5h0qf7IBZZ",
    ),
}
"""Every known registry, in the order in which a work is named after it."""

_WEB = re.compile(r"^https?://(?:www\.)?", re.IGNORECASE)
_ARXIV_TAIL = re.compile(r"(?:v\d+)?(?:\.pdf)?$", re.IGNORECASE)


def normalise(scheme: str, text: str) -> Identifier | None:
    """Bring an identifier of a known scheme into its canonical spelling.

    Addresses, prefixes and arXiv versions are taken off; a DOI is lower-cased, because
    DOIs are compared without case.

    Args:
        scheme: A key of `SCHEMES`.
        text: The identifier, or an address or prefixed form of it.

    Returns:
        The identifier, or None where the text is not one of this scheme.
    """
    form = SCHEMES.get(scheme)
    if form is None:
        return None
    value = _strip_prefix(text.strip(), form)
    if scheme == "arxiv":
        value = _ARXIV_TAIL.sub("", value)
    elif scheme == "doi":
        value = unquote(value).casefold()
    elif scheme == "acl":
        value = re.sub(r"(?:v\d+)?(?:\.pdf)?/?$", "", value)
    elif scheme == "openreview":
        value = value.partition("&")[0]
    return Identifier(scheme, value) if form.pattern.fullmatch(value) else None


def _strip_prefix(text: str, form: Scheme) -> str:
    bare = _WEB.sub("", text)
    lowered = bare.casefold()
    for prefix in form.prefixes:
        if lowered.startswith(prefix):
            return bare[len(prefix) :]
    return text


def parse(text: str) -> Identifier | None:
    """Recognise an identifier of any scheme.

    A bare string counts as an OpenReview id only with its address or prefix, since any
    word of ten letters would look like one.

    Args:
        text: What a person typed or pasted.

    Returns:
        The identifier, or None.
    """
    text = text.strip()
    scheme, _, rest = text.partition(":")
    if scheme in SCHEMES and (found := normalise(scheme, rest)) is not None:
        return found
    bare = _WEB.sub("", text).casefold()
    for scheme, form in SCHEMES.items():
        if any(bare.startswith(prefix) for prefix in form.prefixes):
            found = normalise(scheme, text)
            if found is not None:
                return found
    for scheme in ("arxiv", "doi", "acl"):
        found = normalise(scheme, text)
        if found is not None:
            return found
    return None
