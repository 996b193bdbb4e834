"""The verb fmt: which records it rewrites, what it leaves alone, what it says."""

import re
from argparse import ArgumentParser

import pytest

from smatlas.commands import fmt
from smatlas.commands.request import Request, UsageError

CANONICAL = 'id: x\ntitle: "T"\n'
OTHER = "title: T\nid: x\n"


@pytest.fixture
def papers(tmp_path):
    (tmp_path / "taxonomy").mkdir()
    (tmp_path / "taxonomy" / "roles.yaml").write_text("roles:   []\n")
    folder = tmp_path / "papers"
    folder.mkdir()
    (folder / "canonical.yaml").write_text(CANONICAL)
    (folder / "other.yaml").write_text(OTHER)
    return folder


@pytest.fixture
def call(papers):
    def called(*arguments, start=papers.parent):
        parser = ArgumentParser()
        fmt.configure(parser)
        namespace = parser.parse_args([str(argument) for argument in arguments])
        namespace.root = None
        return fmt.execute(Request(namespace, start))

    return called


def test_every_record_that_is_not_canonical_is_rewritten_and_named(papers, call):
    outcome = call()
    assert (outcome.text, outcome.code) == ("papers/other.yaml\n", 0)
    assert outcome.notes == ("1 of 2 records rewritten",)
    assert (papers / "other.yaml").read_text() == CANONICAL
    assert call().text == ""


def test_what_is_canonical_is_not_written_and_the_taxonomy_is_left_alone(papers, call):
    before = (papers / "canonical.yaml").stat()
    call()
    assert (papers / "canonical.yaml").stat() == before
    assert (papers.parent / "taxonomy" / "roles.yaml").read_text() == "roles:   []\n"


def test_check_writes_nothing_and_fails_naming_the_files(papers, call):
    outcome = call("--check")
    assert (outcome.text, outcome.code) == ("papers/other.yaml\n", 1)
    assert outcome.notes == ("1 of 2 records are not canonical", "next: smatlas fmt")
    assert (papers / "other.yaml").read_text() == OTHER
    call()
    assert (call("--check").text, call("--check").code) == ("", 0)


def test_only_the_files_given_are_rewritten_wherever_one_stands(papers, call):
    (papers / "third.yaml").write_text(OTHER)
    outcome = call("third.yaml", "./third.yaml", start=papers)
    assert (outcome.text, outcome.notes) == ("papers/third.yaml\n", ("1 of 1 records rewritten",))
    assert (papers / "other.yaml").read_text() == OTHER


def test_a_file_with_an_error_is_left_as_it_was_reported_and_fails(papers, call):
    bad = b"id: x\nid: y\r\n"
    (papers / "bad.yaml").write_bytes(bad)
    (papers / "latin.yaml").write_bytes(b"id: \xe9\n")
    outcome = call()
    assert (outcome.text, outcome.code) == ("papers/other.yaml\n", 1)
    assert "papers/bad.yaml:2:1: error yaml-duplicate-key" in outcome.notes[0]
    assert "papers/latin.yaml:1:5" in outcome.notes[1]
    assert (papers / "bad.yaml").read_bytes() == bad
    assert (papers / "latin.yaml").read_bytes() == b"id: \xe9\n"


def test_other_line_ends_and_a_byte_order_mark_are_a_change(papers, call):
    (papers / "other.yaml").write_bytes(b"\xef\xbb\xbf" + CANONICAL.encode())
    (papers / "third.yaml").write_bytes(CANONICAL.replace("\n", "\r\n").encode())
    assert call("--check").text == "papers/other.yaml\npapers/third.yaml\n"
    call()
    assert (papers / "other.yaml").read_bytes() == (papers / "third.yaml").read_bytes() == CANONICAL.encode()


@pytest.mark.parametrize(
    ("file", "said"),
    [("papers/none.yaml", "there is no file"), ("taxonomy/roles.yaml", "no record"), ("papers", "no file")],
)
def test_what_is_no_record_is_wrong_use_and_nothing_is_written(papers, call, file, said):
    with pytest.raises(UsageError, match=said):
        call("papers/other.yaml", file)
    assert (papers / "other.yaml").read_text() == OTHER


def test_a_copy_of_the_invented_records_still_checks_after_it(smatlas, bread_root):
    def said():
        return re.sub(r":\d+:\d+:", "", smatlas("--root", bread_root, "check")[1])

    before = said()
    assert len(fmt.run(bread_root).changed) == 7
    assert said() == before
    assert fmt.run(bread_root).changed == []
