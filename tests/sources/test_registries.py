"""Every registry on good answers and on the bad ones. No network: answers are read from files."""

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smatlas.identifiers import parse
from smatlas.sources import acl, arxiv, crossref, dblp, openalex, openreview
from smatlas.sources.facts import Facts, Failure, FailureKind
from smatlas.sources.markup import plain
from smatlas.sources.transport import Answer, MalformedError, Request, ask, over_http
from tests.sources.conftest import GOOD, RECORDED

REGISTRIES = list(GOOD)


def answering(body, status=200, **headers):
    body = body if isinstance(body, bytes) else body.encode()
    return lambda request: Answer(
        status, body, {key.replace("_", "-"): value for key, value in headers.items()}
    )


def good(registry):
    identifier, file = GOOD[registry]
    return parse(identifier), (RECORDED / file).read_bytes()


def said(registry):
    identifier, body = good(registry)
    return ask(registry, identifier, answering(body))


# --- good answers ------------------------------------------------------------------------


@pytest.mark.parametrize("registry", REGISTRIES, ids=lambda r: r.NAME)
def test_a_good_answer_gives_title_authors_year_and_address(registry):
    facts = said(registry)
    assert isinstance(facts, Facts)
    assert facts.source == registry.NAME
    assert facts.title.startswith(("MiniLLM: Knowledge", "Distilling Step-by-Step! Outperforming Larger"))
    assert not facts.title.endswith(".")
    assert facts.authors[0] in ("Yuxian Gu", "Cheng-Yu Hsieh")
    assert facts.year in (2023, 2024)
    assert facts.address.startswith("https://")
    assert parse(GOOD[registry][0]) in facts.identifiers
    assert not facts.withdrawn


def test_what_each_registry_knows_beyond():
    assert said(arxiv).abstract == "Knowledge Distillation (KD) is a technique."
    assert (said(arxiv).venue, said(arxiv).published) == ("", False)
    assert [str(i) for i in said(crossref).identifiers] == [
        "doi:10.18653/v1/2023.findings-acl.507",
        "arxiv:2305.02301",
    ]
    assert said(crossref).authors[-1] == "The Third Group"
    assert said(crossref).published
    assert (said(openalex).venue, said(openalex).published) == ("", False)
    assert said(dblp).authors[1] == "Chun-Liang Li"
    assert said(acl).authors[2] == "Jörg Müller"
    assert [i.scheme for i in said(acl).identifiers] == ["acl", "doi"]
    assert (said(openreview).venue, said(openreview).year) == ("ICLR 2024 poster", 2024)


@pytest.mark.parametrize("registry", REGISTRIES, ids=lambda r: r.NAME)
def test_a_request_goes_to_the_registry_over_https(registry):
    request = registry.request(good(registry)[0])
    assert request.address.startswith("https://")
    assert " " not in request.address


# --- bad answers -------------------------------------------------------------------------

NOT_FOUND = {
    arxiv: (RECORDED / "arxiv" / "unknown.xml").read_text(encoding="utf-8"),
    dblp: '{"result": {"hits": {"@total": "0"}}}',
    openreview: '{"notes": [], "count": 0}',
}


@pytest.mark.parametrize("registry", REGISTRIES, ids=lambda r: r.NAME)
def test_not_found(registry):
    identifier, _ = good(registry)
    failure = ask(registry, identifier, answering("", 404))
    assert failure.kind == FailureKind.NOT_FOUND
    if registry in NOT_FOUND:
        assert ask(registry, identifier, answering(NOT_FOUND[registry])).kind == FailureKind.NOT_FOUND


@pytest.mark.parametrize(
    ("headers", "wait"),
    [
        ({"retry_after": "7"}, 7.0),
        ({"retry_after": "Tue, 24 Nov 2026 10:00:30 GMT", "date": "Tue, 24 Nov 2026 10:00:00 GMT"}, 30.0),
        ({"retry_after": "soon"}, None),
        ({}, None),
    ],
)
@pytest.mark.parametrize("registry", REGISTRIES, ids=lambda r: r.NAME)
def test_rate_limited(registry, headers, wait):
    failure = ask(registry, good(registry)[0], answering("slow down", 429, **headers))
    assert (failure.kind, failure.retry_after) == (FailureKind.RATE_LIMITED, wait)


@pytest.mark.parametrize("registry", REGISTRIES, ids=lambda r: r.NAME)
def test_time_out(registry):
    def never(request):
        raise TimeoutError("timed out")

    failure = ask(registry, good(registry)[0], never)
    assert failure.kind == FailureKind.UNREACHABLE
    assert "timed out" in str(failure)


@pytest.mark.parametrize("registry", REGISTRIES, ids=lambda r: r.NAME)
@pytest.mark.parametrize("damage", ["cut", "empty", "other", "html", "list", "null"])
def test_malformed(registry, damage):
    identifier, body = good(registry)
    bad = {
        "cut": body[: len(body) // 2], "empty": b"", "other": b"\xff\xfe\x00", "html": b"<html><body>busy</body></html>",
        "list": b"[1, 2]", "null": b'{"message": null, "result": null, "notes": 5}',
    }[damage]  # fmt: skip
    assert ask(registry, identifier, answering(bad)).kind == FailureKind.MALFORMED


def test_xml_with_a_document_type_is_refused():
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><feed>&b;</feed>'
    assert "document type" in ask(arxiv, parse("2306.08543"), answering(bomb)).message


def changed(registry, old, new):
    identifier, body = good(registry)
    assert old.encode() in body
    return ask(registry, identifier, answering(body.replace(old.encode(), new.encode())))


def test_an_empty_author_list_is_empty():
    identifier, body = good(openalex)
    data = json.loads(body) | {"authorships": []}
    assert ask(openalex, identifier, answering(json.dumps(data))).authors == ()
    identifier, body = good(dblp)
    data = json.loads(body)
    del data["result"]["hits"]["hit"][0]["info"]["authors"]
    assert ask(dblp, identifier, answering(json.dumps(data))).authors == ()


def test_one_author_and_one_hit_may_stand_without_a_list():
    identifier, body = good(dblp)
    data = json.loads(body)
    hit = data["result"]["hits"]["hit"][0]
    hit["info"]["authors"]["author"] = hit["info"]["authors"]["author"][0]
    data["result"]["hits"]["hit"] = hit
    assert ask(dblp, identifier, answering(json.dumps(data))).authors == ("Cheng-Yu Hsieh",)


def test_latex_and_html_in_titles_come_out_plain():
    odd = r"$\\alpha$-Mini {LLM}: \\textit{Kn{\\'o}w} <i>ledge</i> &amp; Co<sub>2</sub>"
    assert changed(openreview, "MiniLLM: Knowledge", odd).title.startswith(
        r"\alpha-Mini LLM: Knów ledge & Co2"
    )
    assert changed(crossref, "Step-by-Step!", "<b>Step</b> &lt;by&gt; Step").title.startswith(
        "Distilling Step <by> Step"
    )


def test_withdrawn_and_rejected_papers_are_known():
    assert changed(
        arxiv, "Published as a conference paper in ICLR 2024", "This paper has been withdrawn"
    ).withdrawn
    withdrawn = changed(openreview, "ICLR.cc/2024/Conference", "ICLR.cc/2024/Conference/Withdrawn_Submission")
    assert (withdrawn.withdrawn, withdrawn.published) == (True, False)
    rejected = changed(openreview, "ICLR 2024 poster", "Submitted to ICLR 2024")
    assert (rejected.venue, rejected.published, rejected.withdrawn) == ("", False, False)
    assert changed(openalex, '"is_retracted": false', '"is_retracted": true').withdrawn
    retracted = changed(
        crossref, '"issued"', '"updated-by": [{"type": "retraction", "DOI": "10.1/x"}], "issued"'
    )
    assert retracted.withdrawn


def test_the_older_form_of_openreview_is_read_too():
    old = {"notes": [{"cdate": 1600000000000, "content": {"title": "X", "authors": ["A B"], "venue": ""}}]}
    facts = ask(openreview, parse("openreview:abcdefgh12"), answering(json.dumps(old)))
    assert (facts.title, facts.authors, facts.year, facts.published) == ("X", ("A B",), 2020, False)


@pytest.mark.parametrize("registry", REGISTRIES, ids=lambda r: r.NAME)
@given(data=st.binary() | st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(
        st.sampled_from(["message", "title", "author", "result", "hits", "hit", "info", "notes", "content", "doi", "value",
                         "primary_location", "source", "authorships", "issued", "date-parts", "relation"]), inner, max_size=4),
    max_leaves=15,
).map(lambda value: json.dumps(value).encode()))  # fmt: skip
def test_no_answer_makes_a_registry_fail_otherwise(registry, data):
    try:
        facts = registry.read(data, good(registry)[0])
    except MalformedError:
        return
    assert facts is None or isinstance(facts, Facts)


@pytest.mark.parametrize(
    ("marked", "text"),
    [
        (r"M{\"u}ller", "Müller"), (r"M\"uller", "Müller"), (r"{\v S}akota", "Šakota"), (r"\L{}ukasz", "Łukasz"),
        (r"Fran\c{c}ois", "François"), (r"\textbf{A} \emph{B}", "A B"), (r"50\% of \$5 \& \#1", "50% of $5 & #1"),
        ("a &lt; b", "a < b"), ("x<sub>i</sub>", "xi"), ("1 < 2 > 0", "1 < 2 > 0"), (r"{LLM}s", "LLMs"), (r"\'{\i}", "í"),
    ],
)  # fmt: skip
def test_markup_becomes_text(marked, text):
    assert plain(marked) == text


# --- the real transport, on this machine alone -------------------------------------------


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        status = int(self.path.strip("/") or 200)
        self.send_response(status)
        self.send_header("Retry-After", "3")
        self.end_headers()
        self.wfile.write(self.headers["User-Agent"].encode())

    def log_message(self, *_):
        pass


@pytest.fixture(scope="module")
def local():
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()


def test_http_answers_come_with_status_body_and_headers(local):
    answer = over_http("https://atlas.example")(Request(f"{local}/200"))
    assert (answer.status, answer.body) == (200, b"smatlas (https://atlas.example)")
    answer = over_http()(Request(f"{local}/429"))
    assert (answer.status, answer.headers["retry-after"], answer.body) == (429, "3", b"smatlas")


def test_a_refused_connection_is_unreachable():
    class Nowhere:
        NAME, SCHEMES = "Nowhere", frozenset({"arxiv"})

        @staticmethod
        def request(identifier):
            return Request("http://127.0.0.1:9/")

        read = None

    failure = ask(Nowhere, parse("2306.08543"), over_http())
    assert isinstance(failure, Failure)
    assert failure.kind == FailureKind.UNREACHABLE
