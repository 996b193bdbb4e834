"""A site served below a sub-path, opened in a real Chromium."""

import shutil
import threading

import pytest

from smatlas.commands.serve import run


@pytest.fixture(scope="session")
def serve(tmp_path_factory):
    """Serve a built site on loopback; gives its address."""
    servers = []

    def start(site):
        host = tmp_path_factory.mktemp("host")
        shutil.copytree(site, host / "below" / "site")
        server = run(host, 0)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        servers.append(server)
        return f"http://127.0.0.1:{server.server_address[1]}/below/site/"

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()


@pytest.fixture(scope="session")
def bread_address(bread_site, serve):
    return serve(bread_site)


@pytest.fixture(scope="session")
def real_address(real_site, serve):
    return serve(real_site)


def barriers(page):
    """Give what axe finds in the content of a page; the frame around it is the theme's."""
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page, context=".md-content").response["violations"]
    return [(one["id"], [node["target"] for node in one["nodes"]]) for one in found]


@pytest.fixture
def visit(browser):
    """Open addresses; whatever goes wrong in a page fails the test that opened it."""
    contexts, wrong = [], []

    def open_page(address, width=1440, scheme="light", **options):
        context = browser.new_context(
            viewport={"width": width, "height": 900}, color_scheme=scheme, **options
        )
        contexts.append(context)
        page = context.new_page()
        host = address.split("/below/")[0]
        page.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("response", lambda answer: wrong.append(answer.url) if answer.status >= 400 else None)
        page.on(
            "request",
            lambda asked: None if asked.url.startswith((host, "blob:")) else wrong.append(asked.url),
        )
        page.goto(address)
        page.wait_for_load_state("networkidle")
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert wrong == []
