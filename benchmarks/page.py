"""Puts what was measured into the page that tells of it."""

from __future__ import annotations

from pathlib import Path


def write(page: Path, script: str, text: str) -> None:
    """Put tables between the marks of a page, and leave the rest as it is.

    Args:
        page: A page with the marks of a script.
        script: Name of the script that measured.
        text: The tables, in Markdown.

    Raises:
        SystemExit: The page lacks the marks.
    """
    begin, end = (f"<!-- benchmarks/{script} writes {way} here -->" for way in ("from", "to"))
    before, found, rest = page.read_text(encoding="utf-8").partition(begin)
    _, closed, after = rest.partition(end)
    if not (found and closed):
        raise SystemExit(f"docs/{page.name} lacks the marks '{begin}' and '{end}'")
    page.write_text(f"{before}{begin}\n\n{text}\n{end}{after}", encoding="utf-8")
