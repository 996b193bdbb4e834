"""`smatlas mcp` as a process of its own, asked by the SDK's own client."""

import json
import subprocess
import sys

import anyio
import pytest
from mcp import Client, StdioServerParameters
from mcp.client.stdio import stdio_client

from smatlas.commands import mcp as command
from smatlas.commands.request import UsageError
from smatlas.commands.tools import Tools
from tests.conftest import INVENTED

NAMES = ("search", "get", "roles", "advise", "cite", "neighbours", "compare")


def talk(root, *calls):
    """Start the server, list its tools, make calls; gives the tools and the results."""

    async def session():
        server = StdioServerParameters(
            command=sys.executable, args=["-W", "error", "-m", "smatlas.cli", "--root", str(root), "mcp"]
        )
        async with Client(stdio_client(server)) as client:
            told = (client.server_info, await client.list_tools())
            return *told, [await client.call_tool(name, arguments) for name, arguments in calls]

    return anyio.run(session)


@pytest.fixture(scope="module")
def answers(tmp_path_factory):
    """What the server of the invented knowledge base says to one call of each tool, and to wrong ones."""
    calls = {
        "search": {"query": "yeast", "limit": 1},
        "get": {"paper": "arxiv:1901.01234"},
        "roles": {},
        "advise": {"answers": {"time": "days"}, "limit": 1},
        "cite": {"papers": ["miller2019wild", "10.5555/crumb.23.1", "miller2018wild"]},
        "neighbours": {"paper": "yeast2023bought", "limit": 3},
        "compare": {"papers": ["miller2019wild", "yeast2023bought"]},
    }
    wrong = [
        ("get", {"paper": "miler2019wild"}),
        ("roles", {"role": "sourdoug"}),
        ("advise", {"answers": {"tiem": "days"}}),
        ("search", {"query": "yeast", "limit": 51}),
        ("search", {"query": ""}),
        ("compare", {"papers": ["miller2019wild"]}),
        ("cite", {"papers": ["x"] * 51}),
        ("delete", {"paper": "miller2019wild"}),
    ]
    extra = [
        ("roles", {"role": "leavening", "limit": 1}),
        ("advise", {}),
        ("search", {"query": '((" ~ OR -'}),
    ]
    server, tools, results = talk(INVENTED, *calls.items(), *wrong, *extra)
    told = dict(zip(calls, results, strict=False))
    return server, tools.tools, told, results[len(calls) : len(calls) + len(wrong)], results[-len(extra) :]


def data(result):
    assert not result.is_error
    assert json.loads(result.content[0].text) == result.structured_content
    return result.structured_content


def papers(value):
    """Find everything in an answer that speaks of a paper."""
    if isinstance(value, dict):
        if "title" in value and "venue" in value and "record" not in value:
            yield value
        for key, held in value.items():
            if key != "record":
                yield from papers(held)
    elif isinstance(value, list):
        for held in value:
            yield from papers(held)


def test_the_tools_are_listed_with_what_they_are_for_and_only_read(answers):
    server, tools, *_ = answers
    assert (server.name, server.title) == ("smatlas", "Bread Review")
    assert tuple(tool.name for tool in tools) == NAMES
    for tool in tools:
        assert tool.annotations.read_only_hint
        assert not tool.annotations.open_world_hint
        assert "Returns:" in tool.description
        assert all(f"{name}: " in tool.description for name in tool.input_schema["properties"])


@pytest.mark.parametrize("name", NAMES)
def test_every_paper_in_an_answer_has_id_identifier_and_permalink(answers, bread, name):
    found = list(papers(data(answers[2][name])))
    assert found or name in ("get", "roles", "neighbours")
    for paper in (*found, *([data(answers[2][name])] if name in ("get", "neighbours") else [])):
        known = bread.papers[paper["id"]]
        first = next(iter(known.normal_identifiers), None)
        assert paper["identifier"] == (str(first) if first else None)
        assert paper["permalink"] == f"https://bread.example/review/papers/{known.id}.html"


def test_search_and_get(answers):
    found = data(answers[2]["search"])
    assert (found["relaxed"], found["total"], len(found["papers"])) == (False, 2, 1)
    assert found["papers"][0]["passage"]
    record = data(answers[2]["get"])["record"]
    assert record["findings"][0]["numbers"]["wild"]["score"] == 8.25
    assert record["derived"]["cited_by"] == ["yeast2023bought", "baker2021loaves"]


def test_roles_advise_cite_neighbours_compare(answers):
    _, _, told, _, (role, questions, _) = answers
    assert [root["id"] for root in data(told["roles"])["tree"]] == ["leavening", "baking"]
    assert (data(role)["total"], len(data(role)["papers"]), data(role)["excludes"]) == (4, 1, ["baking"])
    advice = data(told["advise"])
    assert (advice["total"], advice["advice"][0]["id"]) == (1, "take-wild-yeast")
    assert advice["advice"][0]["evidence"][0]["permalink"].endswith("/miller2019wild.html")
    assert data(questions)["questions"][0]["answers"] == {"hours": "A few hours", "days": "Days"}
    cited = data(told["cite"])
    assert [paper["id"] for paper in cited["papers"]] == ["miller2019wild", "yeast2023bought"]
    assert cited["citation"].count("@inproceedings{") == 2
    near = data(told["neighbours"])
    assert (near["reference_state"], near["cites_total"]) == ("complete", 2)
    assert near["near"][0]["reason"] == "cites 3 works that this one cites"
    assert [t["shared"] for t in data(told["compare"])["tables"]] == [False, False]


def test_wrong_calls_are_answered_with_what_to_do_and_the_server_goes_on(answers):
    _, _, _, wrong, after = answers
    assert all(result.is_error for result in wrong)
    texts = [result.content[0].text for result in wrong]
    assert "did you mean 'miller2019wild'?" in texts[0]
    assert "did you mean 'sourdough'?" in texts[1]
    assert "did you mean 'time'?" in texts[2]
    assert "less than or equal to 50" in texts[3]
    assert "Unknown tool" in texts[7]
    assert not any("Traceback" in text for text in texts)
    assert not after[2].is_error


def test_answers_are_bounded(bread_root):
    works = ", ".join(f'"arxiv:1501.{number:05}"' for number in range(300))
    path = bread_root / "papers/oven2018steam.yaml"
    text = path.read_text(encoding="utf-8").replace(
        "source: the printed list", f"source: s, outside: [{works}]"
    )
    path.write_text(text, encoding="utf-8")
    references = Tools(bread_root).get("oven2018steam")["record"]["references"]
    assert (len(references["outside"]), references["outside_total"]) == (100, 300)


def test_files_that_change_are_read_again(bread_root):
    tools = Tools(bread_root)
    assert tools.get("rye2024slow")["year"] == 2024
    path = bread_root / "papers/rye2024slow.yaml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("title: Slow Rye", "title: Slower Rye"), encoding="utf-8"
    )
    assert tools.get("Slower Rye")["title"] == "Slower Rye"
    assert tools.search("slower")["papers"][0]["id"] == "rye2024slow"


def test_without_the_library_it_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "mcp.server.mcpserver", None)
    with pytest.raises(UsageError, match=r"pip install 'smatlas\[mcp\]'"):
        command.run(INVENTED)


def test_it_ends_when_the_agent_hangs_up(bread_root):
    words = [sys.executable, "-m", "smatlas.cli", "--root", str(bread_root), "mcp"]
    result = subprocess.run(words, input=b"not json\n", capture_output=True, check=False, timeout=60)
    assert result.returncode == 0
    assert b"Traceback" not in result.stderr
