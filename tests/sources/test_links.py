import pytest

from smatlas.sources.links import silence
from smatlas.sources.transport import Answer


def host(*statuses):
    """A transport that answers with these, in order, and notes how it was asked."""
    left, asked = list(statuses), []

    def send(request):
        asked.append(request.method)
        answer = left.pop(0)
        if isinstance(answer, OSError):
            raise answer
        return Answer(answer, b"")

    return send, asked


@pytest.mark.parametrize("status", [200, 204, 401, 403, 429])
def test_a_host_that_answers_or_guards_itself_is_alive(status):
    send, asked = host(status)
    assert silence("https://e.example/", send) is None
    assert asked == ["HEAD"]


@pytest.mark.parametrize("status", [404, 410, 500, 503])
def test_a_page_that_is_gone_is_silent(status):
    assert silence("https://e.example/", host(status)[0]) == f"status {status}"


def test_a_host_that_gives_no_heads_is_asked_for_the_page():
    send, asked = host(405, 200)
    assert silence("https://e.example/", send) is None
    assert asked == ["HEAD", "GET"]


def test_a_host_that_is_not_there_is_silent():
    assert silence("https://e.example/", host(OSError("timed out"))[0]) == "no answer (timed out)"
