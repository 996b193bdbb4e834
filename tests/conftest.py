"""Fixtures: the invented knowledge base, the real one, built sites, a real browser."""

import os
import shutil
from pathlib import Path

import pytest
from hypothesis import settings

from smatlas import knowledge_base
from smatlas.checks import run as run_checks
from smatlas.citations import CitationGraph
from smatlas.cli import main

# No test asserts a time: a slow machine would fail it.
# In CI the same examples each time: a gate that fails by luck is no gate. By hand new ones are tried.
settings.register_profile("atlas", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("atlas")

HERE = Path(__file__).parent
INVENTED = HERE / "knowledge_base"
BROKEN = HERE / "broken"
REPOSITORY = HERE.parent


@pytest.fixture(scope="session")
def bread():
    """The invented knowledge base, loaded; read-only."""
    base = knowledge_base.load(INVENTED)
    assert [str(p) for p in run_checks(base) if p.severity == "error"] == []
    return base


@pytest.fixture(scope="session")
def bread_graph(bread):
    return CitationGraph(bread)


@pytest.fixture
def bread_root(tmp_path):
    """A copy of the invented knowledge base that a test may change."""
    root = tmp_path / "bread"
    shutil.copytree(INVENTED, root, ignore=shutil.ignore_patterns(".smatlas", "site"))
    return root


@pytest.fixture(scope="session")
def real():
    """The real knowledge base of this repository."""
    return knowledge_base.load(REPOSITORY)


@pytest.fixture(scope="session")
def bread_site(tmp_path_factory):
    """The site of the invented knowledge base."""
    site = tmp_path_factory.mktemp("bread") / "site"
    assert main(["--root", str(INVENTED), "build", "--output", str(site)]) == 0
    return site


@pytest.fixture(scope="session")
def real_site(tmp_path_factory):
    """The site of the real knowledge base."""
    site = tmp_path_factory.mktemp("real") / "site"
    assert main(["--root", str(REPOSITORY), "build", "--output", str(site)]) == 0
    return site


@pytest.fixture
def smatlas(capsys):
    """Call the command line in this process; gives exit code, output, messages."""

    def call(*arguments):
        try:
            code = main([str(argument) for argument in arguments])
        except SystemExit as stop:
            code = stop.code
        said = capsys.readouterr()
        return code, said.out, said.err

    return call


def program(name, package):
    """Find a program that Python packages do not bring; CI must have it."""
    found = shutil.which(name)
    if found is None:
        reason = f"no {name} here; on Debian: apt-get install {package}"
        if os.environ.get("CI"):
            pytest.fail(f"CI must have it: {reason}")
        pytest.skip(reason)
    return found


@pytest.fixture(scope="session")
def browser():
    """A real Chromium, driven by Playwright."""
    path = program("chromium", "chromium")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        yield chromium
        chromium.close()


def pytest_addoption(parser):
    parser.addoption(
        "--refresh-recorded", action="store_true", help="ask the registries, and record their answers anew"
    )
