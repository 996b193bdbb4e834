"""llms.txt: what the site holds, for language models that look for it (llmstxt.org)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from smatlas.exports import api, skos
from smatlas.exports.markdown_list import escape, link
from smatlas.exports.openapi import ENDPOINTS
from smatlas.site.downloads import FEED
from smatlas.site.page import Site

FILE: Final = "llms.txt"
"""Where it stands below the site."""


def _line(site: Site, text: str, path: str, told: str = "") -> str:
    named = link(text, f"{site.base.settings.address}{path}")
    return f"- {named}: {escape(told)}" if told else f"- {named}"


def write(site: Site, titles: Mapping[str, str]) -> str:
    """Write the file.

    Args:
        site: What is rendered.
        titles: Title of each page by the path of its Markdown twin.

    Returns:
        Markdown: name, description, then the roles, the data and the pages as lists of links.
        Paths start from the site where its address is not known.
    """
    base = site.base
    roles = [
        _line(site, role.name, f"roles/{role.id}.md", role.definition)
        for role in base.taxonomy.roles.values()
        if f"roles/{role.id}.md" in titles
    ]
    data = [
        _line(site, name.removeprefix("/"), f"{api.FOLDER}{name}", told)
        for name, (_, told) in ENDPOINTS.items()
        if "{" not in name
    ]
    data += [
        _line(site, "openapi.json", f"{api.FOLDER}/openapi.json", "Description of these files (OpenAPI)"),
        _line(site, "papers.bib", "data/papers.bib", "Every paper as BibTeX"),
        _line(site, skos.FILE.rpartition("/")[2], skos.FILE, "The roles and vocabularies as SKOS"),
        _line(site, FEED, FEED, "What was added or looked at last"),
    ]
    pages = [_line(site, title or path, path) for path, title in titles.items() if "/" not in path]
    about = base.settings.description or base.settings.name
    blocks = [
        f"# {escape(base.settings.name)}",
        f"> {escape(about)}",
        f"{len(base.papers)} papers. Each has a page `papers/ID.md` and a record "
        f"`{api.FOLDER}/papers/ID.json`; every page of the site has a twin in Markdown, with .md in the "
        "place of .html.",
        "\n".join(["## Roles", "", *roles]),
        "\n".join(["## Data", "", *data]),
        "\n".join(["## Pages", "", *pages]),
    ]
    return "\n\n".join(blocks) + "\n"
