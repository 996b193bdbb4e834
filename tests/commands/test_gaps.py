import json

import pytest

from smatlas.commands.parser import parse
from smatlas.gaps import KINDS
from tests.conftest import INVENTED


@pytest.fixture
def gaps(smatlas):
    return lambda *words: smatlas("--root", INVENTED, "gaps", *words)


def test_each_gap_comes_with_the_command_that_closes_it(gaps):
    code, out, err = gaps()
    assert code == 0
    assert out.startswith("Works without a record that papers here cite, 1 [uncollected-work]\n")
    assert "doi:10.5555/outside.1" in out
    assert "    smatlas add doi:10.5555/outside.1\n" in out
    assert err.endswith(" gaps\n")


def test_lists_are_cut_and_the_command_that_shows_all_is_named(gaps):
    out = gaps("--limit", "1", "--kind", "no-code")[1]
    assert "  and 5 more: smatlas gaps --kind no-code --limit 0\n" in out
    assert gaps("--limit", "0", "--kind", "no-code")[1].count('"${EDITOR:-vi}"') == 6


def test_json_is_whole(gaps):
    data = json.loads(gaps("--format", "json", "--cited-by", "2")[1])
    assert data["counts"]["uncollected-work"] == 3
    assert set(data["gaps"]) == set(KINDS)


def test_commands_of_smatlas_parse(gaps):
    data = json.loads(gaps("--format", "json", "--cited-by", "1")[1])
    commands = [gap["command"] for found in data["gaps"].values() for gap in found]
    for command in {c.split(" && ")[-1] for c in commands}:
        assert parse(command.split()[1:]).command in ("add", "check", "verify")


def test_nothing_is_said_as_nothing(gaps):
    assert gaps("--kind", "old-preprint") == (0, "", "nothing is missing that this command looks for\n")


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("--kind", "no-finding"), 2, "did you mean 'no-findings'?"),
        (("--role", "steem"), 1, "did you mean 'steam'?"),
        (("--limit", "-1"), 2, "--limit takes 0 or more"),
        (("--cited-by", "0"), 2, "--cited-by 1 or more"),
    ],
)
def test_wrong_use_names_the_nearest(gaps, words, code, said):
    got, out, err = gaps(*words)
    assert (got, out) == (code, "")
    assert said in err
