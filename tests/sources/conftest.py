"""The switch that records the registries' answers anew."""

from pathlib import Path

import pytest

from smatlas.identifiers import parse
from smatlas.sources import acl, arxiv, crossref, dblp, openalex, openreview
from smatlas.sources.transport import over_http

RECORDED = Path(__file__).parent / "recorded"
GOOD = {
    arxiv: ("arxiv:2306.08543", "arxiv/2306.08543.xml"),
    crossref: ("doi:10.18653/v1/2023.findings-acl.507", "crossref/10.18653_v1_2023.findings-acl.507.json"),
    openalex: ("arxiv:2306.08543", "openalex/2306.08543.json"),
    dblp: ("doi:10.18653/v1/2023.findings-acl.507", "dblp/10.18653_v1_2023.findings-acl.507.json"),
    acl: ("acl:2023.findings-acl.507", "acl/2023.findings-acl.507.bib"),
    openreview: ("openreview:5h0qf7IBZZ", "openreview/5h0qf7IBZZ.json"),
}


@pytest.fixture(scope="session", autouse=True)
def refresh(request):
    if request.config.getoption("--refresh-recorded"):
        send = over_http()
        for registry, (identifier, file) in GOOD.items():
            answer = send(registry.request(parse(identifier)))
            assert answer.status == 200, f"{registry.NAME}: status {answer.status}"
            (RECORDED / file).write_bytes(answer.body)
