"""A page of the site, and the rendering of templates."""

from __future__ import annotations

import html
import json
import posixpath
import re
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlencode

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from smatlas.authors import Author, collect
from smatlas.changes import Changes
from smatlas.citations import CitationGraph, state
from smatlas.guide import Advice
from smatlas.identifiers import SCHEMES
from smatlas.knowledge_base import KnowledgeBase
from smatlas.model import Paper
from smatlas.neighbours import Neighbourhood
from smatlas.taxonomy import Role
from smatlas.text import words

REPORT_FORM: Final = "correct-a-fact.yml"
"""The form of the repository in which a mistake is reported; its field `paper` takes the id."""


@dataclass(frozen=True)
class Page:
    """A Markdown page as mkdocs reads it.

    Attributes:
        path: Path below `docs/`, ending in `.md`.
        title: Title of the page.
        body: Markdown or an HTML fragment.
        description: One sentence for search engines.
        hide: Parts of the theme that this page does without.
        searchable: Whether the theme's search indexes it.
        head: `meta` elements, as (name, content).
        moved: Address that this page forwards to, relative to it.
        feed: Path below the site of the feed that follows this page.
        styles: Style sheets of `assets/` that this page needs beside the common one.
        scripts: Scripts of `assets/` that this page needs; they run when it has been read.
    """

    path: str
    title: str
    body: str
    description: str = ""
    hide: tuple[str, ...] = ("navigation", "toc")
    searchable: bool = True
    head: tuple[tuple[str, str], ...] = ()
    moved: str = ""
    feed: str = ""
    styles: tuple[str, ...] = ()
    scripts: tuple[str, ...] = ()

    def markdown(self) -> str:
        """Write the page: front matter in JSON, which is YAML, then the body.

        The theme puts title and description into the page as they are, so they are
        escaped here.
        """
        meta: dict[str, Any] = {"title": html.escape(self.title)}
        if self.description:
            meta["description"] = html.escape(self.description)
        if self.hide:
            meta["hide"] = list(self.hide)
        if not self.searchable:
            meta["search"] = {"exclude": True}
        if self.head:
            meta["head"] = [{"name": name, "content": content} for name, content in self.head]
        if self.moved:
            meta["moved"] = self.moved
        if self.feed:
            meta["feed"] = self.feed
        meta |= {name: list(files) for name in ("styles", "scripts") if (files := getattr(self, name))}
        lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in meta.items()]
        return "---\n" + "\n".join(lines) + "\n---\n\n" + self.body.strip() + "\n"


def slug(text: str) -> str:
    """Make a file name of a name: folded words joined by hyphens.

    Args:
        text: Any name.

    Returns:
        The file name, without an ending.
    """
    return "-".join(words(text)) or "unnamed"


@dataclass(frozen=True)
class Site:
    """What page families render from.

    Attributes:
        base: The knowledge base.
        citations: Its citation graph.
        templates: The Jinja environment.
        neighbourhood: Finder of near papers.
        commit: Commit of the records, where whoever builds tells it.
        changes: What changed since an earlier state; None where nobody named one.
        paths: Paths of the pages below `docs/`, once they are known: when hand-written pages
            are filled.
    """

    base: KnowledgeBase
    citations: CitationGraph
    templates: Environment
    neighbourhood: Neighbourhood = field(repr=False)
    commit: str | None = None
    changes: Changes | None = field(default=None, repr=False)
    paths: frozenset[str] = frozenset()
    _labels: dict[str, dict[str, str]] = field(default_factory=dict, repr=False)

    def render(self, template: str, path: str, **values: Any) -> str:
        """Render a template as the fragment of a page.

        Args:
            template: Name of the template.
            path: Path of the page below `docs/`, from which its links start.
            **values: What the template shows.

        Returns:
            HTML without blank lines, so that Markdown leaves it alone.
        """

        def link(target: str) -> str:
            page, _, anchor = target.partition("#")
            relative = posixpath.relpath(page, posixpath.dirname(path) or ".")
            return f"{relative}#{anchor}" if anchor else relative

        text = self.templates.get_template(template).render(
            site=self, base=self.base, taxonomy=self.base.taxonomy, link=link, **values
        )
        return "\n".join(line.rstrip() for line in text.splitlines() if line.strip())

    def has(self, path: str) -> bool:
        """Tell whether the site has a page, by its path below `docs/`."""
        return path in self.paths

    def root_class(self, role: Role | str) -> str:
        """Give the style class of the root that a role belongs to."""
        return self._root_classes[role if isinstance(role, str) else role.id]

    @cached_property
    def _root_classes(self) -> dict[str, str]:
        roots = enumerate(self.base.taxonomy.tree.roles)
        return {role.id: f"root-{number % 4}" for number, root in roots for role in root.walk()}

    def label(self, vocabulary: str, term: str) -> str:
        """Give the words that a term of a vocabulary or facet is shown by; an unknown one is shown itself."""
        if vocabulary not in self._labels:
            self._labels[vocabulary] = {
                key: each.label for key, each in self.base.taxonomy.terms(vocabulary).items()
            }
        return self._labels[vocabulary].get(term) or term.replace("-", " ")

    def role_page(self, role: Role | str) -> str:
        """Give the address of a role's page below the site."""
        return f"roles/{role if isinstance(role, str) else role.id}.html"

    def paper_page(self, paper: Paper) -> str:
        """Give the address of a paper's page below the site."""
        return f"papers/{paper.id}.html"

    def venue_page(self, paper: Paper) -> str:
        """Give the address of the page of a paper's venue below the site."""
        return f"venues/{slug(paper.venue)}.html"

    @cached_property
    def years(self) -> tuple[int, int]:
        """The first and the last year in which papers here were published."""
        years = [paper.year for paper in self.base.papers.values()] or [self.base.verified_on.year]
        return min(years), max(years)

    @cached_property
    def authors(self) -> dict[str, Author]:
        """The authors by printed name, in order."""
        return collect(self.base.papers.values())

    def author_page(self, printed: str) -> str:
        """Give the address of the place of an author below the site."""
        author = self.authors[printed]
        return f"authors/{author.letter}.html#{author.key}"

    def advice_page(self, advice: Advice) -> str:
        """Give the address of a piece of advice below the site."""
        return f"guide/index.html#{advice.id}"

    def reference_state(self, paper: Paper) -> str:
        """Tell how far the reference list of a paper is known."""
        return state(paper)

    def edit_address(self, paper: Paper) -> str:
        """Give the address at which a record is edited; empty while there is no repository."""
        repository = self.base.settings.repository
        return f"{repository}/edit/main/papers/{paper.id}.yaml" if repository else ""

    def report_address(self, paper: Paper) -> str:
        """Give the address at which a mistake is reported; empty while there is no repository."""
        repository = self.base.settings.repository
        query = urlencode({"template": REPORT_FORM, "title": f"Wrong fact: {paper.id}", "paper": paper.id})
        return f"{repository}/issues/new?{query}" if repository else ""


def open_site(base: KnowledgeBase, commit: str | None = None, changes: Changes | None = None) -> Site:
    """Prepare the rendering of a knowledge base.

    Args:
        base: The knowledge base.
        commit: Commit of the records, for the manifest of the data.
        changes: What changed since an earlier state.

    Returns:
        The site.
    """
    templates = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    templates.filters["papers_in"] = lambda role, base: len(base.by_role[role])
    templates.filters["count_of"] = count_of
    templates.filters["number"] = lambda value: f"{value:g}"
    templates.filters["score"] = lambda value: "" if value is None else f"{value:.2f}"
    templates.filters["lower_first"] = lambda text: text[:1].lower() + text[1:]
    templates.filters["pre"] = _pre
    templates.filters["inline_code"] = _inline_code
    templates.filters["host"] = lambda address: str(address).split("/")[2].removeprefix("www.")
    templates.filters["scheme_name"] = _scheme_name
    citations = CitationGraph(base)
    return Site(base, citations, templates, Neighbourhood(base, citations), commit, changes)


def _scheme_name(scheme: str) -> str:
    return SCHEMES[scheme].name


def count_of(number: float) -> str:
    """Write a large count in short.

    Args:
        number: A count, such as 7.7e8.

    Returns:
        Three digits and K, M, B or T: `770M`.
    """
    for size, unit in ((1e12, "T"), (1e9, "B"), (1e6, "M"), (1e3, "K")):
        if number >= size:
            return f"{number / size:.3g}{unit}"
    return f"{number:.3g}"


def _pre(text: str) -> Markup:
    """Keep line ends inside `pre` when blank lines are dropped and Markdown reads it."""
    return Markup("&#10;").join(text.rstrip("\n").split("\n"))


def _inline_code(text: str) -> Markup:
    """Turn `words` of a docstring into code, one line of it into one sentence after another."""
    return Markup(re.sub(r"`([^`]+)`", r"<code>\1</code>", str(escape(" ".join(text.split())))))
