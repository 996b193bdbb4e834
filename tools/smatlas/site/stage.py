"""Write the tree that mkdocs builds: plain Markdown and data, no plugin, no hook."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from smatlas.exports import bibtex, graph_json, graphml, record_schema
from smatlas.site import authors, datasets, downloads, evidence, explore, graph, guide, lists, papers, roles
from smatlas.site.descriptions import described
from smatlas.site.fragments import fill
from smatlas.site.page import Page, Site

FAMILIES = (explore, papers, roles, guide, lists, authors, evidence, datasets, graph)
"""The page families; each has `pages(site)`."""

_HERE = Path(__file__).parent


def stage(site: Site, folder: Path, extra: Mapping[str, str]) -> None:
    """Write everything that mkdocs needs into a new folder.

    Args:
        site: What to render.
        folder: A folder that is not there yet; gets `mkdocs.yml`, `docs/` and `theme/`.
        extra: Further fragments for hand-written pages, by name.

    Raises:
        OSError: A file cannot be read or written.
        UnknownFragmentError: A hand-written page asks for a fragment that does not exist.
    """
    source, docs = site.base.root, folder / "docs"
    folder.mkdir(parents=True)
    shutil.copyfile(source / "mkdocs.yml", folder / "mkdocs.yml")
    shutil.copytree(_HERE / "theme", folder / "theme")
    shutil.copytree(_HERE / "assets", docs / "assets")
    pages = [page for family in FAMILIES for page in family.pages(site)]
    written = [path for path in sorted((source / "docs").rglob("*")) if path.is_file()]
    below = {path: path.relative_to(source / "docs") for path in written}
    known = {page.path for page in pages} | {path.as_posix() for path in below.values()}
    site = replace(site, paths=frozenset(known))
    for path in written:
        _copy(site, path, below[path], docs, extra)
    if "index.md" not in known:
        _write(docs, _default_front(site))
    for page in pages:
        _write(docs, page)
    for name, text in _data(site):
        _write_text(docs / name, text)


def _copy(site: Site, path: Path, below: Path, docs: Path, extra: Mapping[str, str]) -> None:
    if path.suffix == ".md":
        text = fill(site, below.as_posix(), path.read_text(encoding="utf-8"), extra)
        # The front page is described by what the site says of itself.
        _write_text(docs / below, text if below.as_posix() == "index.md" else described(text))
    else:
        (docs / below).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, docs / below)


def _default_front(site: Site) -> Page:
    """Make a front page for a knowledge base without one of its own."""
    name, description = site.base.settings.name, site.base.settings.description
    marks = "\n\n".join(f"<!-- smatlas: {piece} -->" for piece in ("search", "doors", "map"))
    body = fill(site, "index.md", f"# {name}\n\n{description}\n\n{marks}\n", {})
    return Page("index.md", name, body, styles=("front.css",), scripts=(*explore.SCRIPTS, "front.js"))


def _data(site: Site) -> Iterator[tuple[str, str]]:
    """What the site offers to take away."""
    base = site.base
    yield "data/papers.bib", bibtex.write(base, base.papers.values())
    yield "data/citations.graphml", graphml.write(site.citations)
    yield "data/citations.json", graph_json.write(site.citations)
    yield "data/citations.svg", graph.drawing(site)
    yield from evidence.files(site)
    yield from datasets.files(site)
    yield from explore.files(site)
    yield "schema/paper.schema.json", record_schema.write(base.taxonomy)
    yield from downloads.files(site)


def _write(docs: Path, page: Page) -> None:
    _write_text(docs / page.path, page.markdown())


def _write_text(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="")
