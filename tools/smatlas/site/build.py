"""Build the site with mkdocs and put it in place of the last one, whole or not at all."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path

from smatlas.site import llms_txt, twins
from smatlas.site.page import Site
from smatlas.site.stage import stage


class BuildError(Exception):
    """mkdocs refused the pages, or is not installed.

    Args:
        message: What mkdocs said.
    """


def build(
    site: Site,
    output: Path,
    *,
    environment: Mapping[str, str],
    extra: Mapping[str, str] | None = None,
    say: Callable[[str], None] = lambda line: None,
) -> int:
    """Build the site.

    Pages are written and built beside `output`; only a finished site takes its place, so
    an interrupted build leaves the last one. All dates come from the data, so the same
    data give the same bytes.

    Args:
        site: What to render.
        output: Folder of the site; replaced whole.
        environment: Environment variables for mkdocs.
        extra: Further fragments for hand-written pages.
        say: Told what goes on, a line at a time.

    Returns:
        The number of HTML pages.

    Raises:
        BuildError: mkdocs failed.
        UnknownFragmentError: A hand-written page asks for a fragment that does not exist.
    """
    output.parent.mkdir(parents=True, exist_ok=True)
    _restore(output)
    working = Path(tempfile.mkdtemp(prefix=f".{output.name}-building-", dir=output.parent))
    try:
        say(f"writing the pages of {len(site.base.papers)} papers")
        stage(site, working / "stage", extra or {})
        say("building the site with mkdocs")
        _mkdocs(working / "stage", working / "site", site, environment)
        say("writing each page as Markdown")
        titles = twins.write(working / "site")
        (working / "site" / llms_txt.FILE).write_text(llms_txt.write(site, titles), encoding="utf-8")
        pages = sum(1 for _ in (working / "site").rglob("*.html"))
        _replace(output, working / "site")
    finally:
        shutil.rmtree(working, ignore_errors=True)
    return pages


def _mkdocs(staged: Path, output: Path, site: Site, environment: Mapping[str, str]) -> None:
    moment = datetime(*site.base.verified_on.timetuple()[:3], tzinfo=UTC)
    # Not --quiet: it silences warnings before --strict can count them.
    result = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(output)],
        cwd=staged,
        env={
            **environment,
            "SOURCE_DATE_EPOCH": str(int(moment.timestamp())),
            "NO_MKDOCS_2_WARNING": "1",
            "PYTHONHASHSEED": "0",
        },
        capture_output=True,
        text=True,
        check=False,
    )
    if result.returncode:
        raise BuildError(_said(result.stdout + result.stderr).replace(f"{staged}/", ""))


def _said(output: str) -> str:
    """Keep what mkdocs has to say; of a traceback, its last line."""
    before, crashed, trace = output.strip().partition("Traceback (most recent call last):")
    said = "\n".join(line for line in before.splitlines() if not line.startswith("INFO"))
    return f"{said}\n{trace.strip().splitlines()[-1]}".strip() if crashed else said


def _aside(output: Path) -> Path:
    return output.parent / f".{output.name}-last"


def _restore(output: Path) -> None:
    """Put back the last site where a build was stopped between the two renames."""
    if _aside(output).exists() and not output.exists():
        _aside(output).rename(output)


def _replace(output: Path, built: Path) -> None:
    aside = _aside(output)
    shutil.rmtree(aside, ignore_errors=True)
    if output.exists():
        output.rename(aside)
    built.rename(output)
    shutil.rmtree(aside, ignore_errors=True)
