"""Other people's readers of our exports, each with what it accepts.

    python -m tests.exports.readers   prints the table of docs/exports.md

Every reader gives the ids, or where a format has none the titles, of the papers that it took in.
"""

import csv
import io
import json
import platform
import re
import shutil
import subprocess
import tempfile
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from smatlas.commands.output import written
from smatlas.exports import api_documents
from tests.conftest import REPOSITORY

CSL_SCHEMA = Path(__file__).parent / "csl-data.json"


@dataclass(frozen=True)
class Reader:
    """A reader.

    `accepts` takes the text and an empty folder, and gives ids or titles as `gives` says. `program`
    is the name of a program that no Python package brings, `package` that of the package; Python
    itself has neither.
    """

    form: str
    name: str
    accepts: Callable[[str, Path], set]
    package: str
    program: str = ""
    gives: str = "ids"

    @property
    def version(self):
        if not self.program:
            return version(self.package) if self.package else platform.python_version()
        said = subprocess.run([self.program, "--version"], capture_output=True, text=True, check=True).stdout
        return re.search(r"\d+\.\d+\w*", said)[0]


def _bibtexparser(text, folder):
    import bibtexparser

    library = bibtexparser.parse_string(text)
    assert library.failed_blocks == []
    return {entry.key for entry in library.entries}


def _bibtex(text, folder):
    (folder / "all.bib").write_text(text, encoding="utf-8")
    (folder / "all.aux").write_text("\\citation{*}\n\\bibstyle{plain}\n\\bibdata{all}\n")
    done = subprocess.run(["bibtex", "all"], cwd=folder, capture_output=True, text=True, check=False)
    log = (folder / "all.blg").read_text(encoding="utf-8", errors="replace")
    said = [
        line for line in log.splitlines() if re.search(r"error|Warning|repeated entry|I was|Illegal", line)
    ]
    assert (done.returncode, said) == (0, [])
    return set(re.findall(r"\\bibitem\{([^}]*)\}", (folder / "all.bbl").read_text("utf-8")))


def _biber(text, folder):
    (folder / "all.bib").write_text(text, encoding="utf-8")
    call = ["biber", "--tool", "--validate-datamodel", "--output-file", "out.bib", "all.bib"]
    done = subprocess.run(call, cwd=folder, capture_output=True, text=True, check=False)
    said = [line for line in done.stdout.splitlines() if line.startswith(("WARN", "ERROR"))]
    assert (done.returncode, said) == (0, [])
    return _bibtexparser((folder / "out.bib").read_text("utf-8"), folder)


def _csl_schema(text, folder):
    import jsonschema

    items = json.loads(text)
    jsonschema.Draft7Validator(json.loads(CSL_SCHEMA.read_text("utf-8"))).validate(items)
    return {item["id"] for item in items}


def processed(text):
    """Format CSL-JSON with citeproc-py; gives an entry of a bibliography by id."""
    from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
    from citeproc.source.json import CiteProcJSON

    source = CiteProcJSON(json.loads(text))
    style = CitationStylesStyle("harvard-cite-them-right", validate=False)
    bibliography = CitationStylesBibliography(style, source, formatter.plain)
    for key in source:
        bibliography.register(Citation([CitationItem(key)]))
    return dict(zip(bibliography.keys, map(str, bibliography.bibliography()), strict=True))


def _citeproc(text, folder):
    entries = processed(text)
    assert all(entries.values())
    return set(entries)


def _rispy(text, folder):
    import rispy

    return {entry["id"] for entry in rispy.loads(text)}


def _csv(text, folder):
    return {row["id"] for row in csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline=""))}


def _markdown(text, folder):
    from markdown_it import MarkdownIt

    blocks = [block for block in MarkdownIt("commonmark").parse(text) if block.type == "inline"]
    links = [link for block in blocks for link in list(links_of(block))[:1]]
    return {title for address, title in links if not address.startswith("#")}


def links_of(block):
    """Give address and text of the links in a block of markdown-it-py."""
    address, text = None, ""
    for token in block.children:
        if token.type == "link_open":
            address, text = token.attrs["href"], ""
        elif token.type == "link_close":
            yield address, text
        else:
            text += token.content


def _json(text, folder):
    import jsonschema

    document = json.loads(text)
    schema = json.loads(api_documents.write())
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.Draft202012Validator(schema).validate(document)
    return {paper["id"] for paper in document["papers"]}


def graph_of(text):
    """Read JSON-LD with rdflib; the context is the one line of schema.org's that matters here."""
    from rdflib import Graph

    document = json.loads(text)
    assert document.pop("@context") == "https://schema.org"
    local = {"@context": {"@vocab": "https://schema.org/"}, **document}
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "ConjunctiveGraph is deprecated", DeprecationWarning)  # its own
        return Graph().parse(data=json.dumps(local), format="json-ld")


def _json_ld(text, folder):
    from rdflib import RDF, SDO

    graph = graph_of(text)
    return {str(graph.value(node, SDO.name)) for node in graph.subjects(RDF.type, SDO.ScholarlyArticle)}


def _feedparser(text, folder):
    import feedparser

    feed = feedparser.parse(text.encode("utf-8"))
    assert not feed.bozo, feed.bozo_exception
    assert feed.version == "atom10"
    return {entry.title for entry in feed.entries}


def _rdflib(text, folder):
    from rdflib import DCTERMS, RDF, SDO, Graph

    graph = Graph().parse(data=text, format="turtle", publicID="https://bread.example/taxonomy.ttl")
    return {str(graph.value(node, DCTERMS.title)) for node in graph.subjects(RDF.type, SDO.ScholarlyArticle)}


def _networkx_graphml(text, folder):
    import networkx as nx

    return set(nx.parse_graphml(text))


def _igraph(text, folder):
    import igraph

    (folder / "all.graphml").write_text(text, encoding="utf-8")
    return set(igraph.Graph.Read_GraphML(str(folder / "all.graphml")).vs["id"])


def _networkx_gexf(text, folder):
    import networkx as nx

    return set(nx.read_gexf(io.BytesIO(text.encode("utf-8"))))


READERS = (
    Reader("bibtex", "bibtexparser", _bibtexparser, "bibtexparser"),
    Reader("bibtex", "BibTeX", _bibtex, "texlive-binaries texlive-base", "bibtex"),
    Reader("bibtex", "Biber", _biber, "biber", "biber"),
    Reader("csl-json", "jsonschema, with the schema of CSL input data", _csl_schema, "jsonschema"),
    Reader("csl-json", "citeproc-py", _citeproc, "citeproc-py"),
    Reader("ris", "rispy", _rispy, "rispy"),
    Reader("csv", "Python's csv, dialect excel", _csv, ""),
    Reader("markdown", "markdown-it-py, by CommonMark", _markdown, "markdown-it-py", gives="titles"),
    Reader("json", "jsonschema, with our published schema", _json, "jsonschema"),
    Reader("json-ld", "rdflib", _json_ld, "rdflib", gives="titles"),
    Reader("atom", "feedparser", _feedparser, "feedparser", gives="titles"),
    Reader("skos", "rdflib", _rdflib, "rdflib", gives="titles"),
    Reader("graphml", "networkx", _networkx_graphml, "networkx"),
    Reader("graphml", "igraph", _igraph, "igraph"),
    Reader("gexf", "networkx", _networkx_gexf, "networkx"),
)
"""Every reader."""


def main():
    from smatlas import knowledge_base

    base = knowledge_base.load(REPOSITORY)
    papers = list(base.papers.values())
    print("| Format | Reader | Version | Papers accepted |\n|---|---|---|---|")
    for reader in READERS:
        folder = Path(tempfile.mkdtemp())
        accepted = reader.accepts(written(base, papers, reader.form), folder)
        shutil.rmtree(folder)
        print(f"| `{reader.form}` | {reader.name} | {reader.version} | {len(accepted)} of {len(papers)} |")


if __name__ == "__main__":
    main()
