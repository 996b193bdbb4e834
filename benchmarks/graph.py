"""Measure the citation graph in a browser: an invented graph of 1,000 papers and 5,000 citations.

The page is built as it is for the records here and opened in headless Chromium without a
GPU. It is moved by a little on every frame, and the times between frames are taken. Beside it stand
the two other ways to draw the same curves and marks: an SVG that is moved by its view box, and
a canvas that is drawn anew on every frame.

Examples:
  python benchmarks/graph.py
  python benchmarks/graph.py --papers 300 --citations 1500
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import statistics
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

import corpus
from playwright.sync_api import Page, sync_playwright

from smatlas import knowledge_base
from smatlas.identifiers import Identifier
from smatlas.knowledge_base import KnowledgeBase
from smatlas.model import References
from smatlas.site.build import build
from smatlas.site.page import open_site

ROOT: Final = Path(__file__).resolve().parent.parent
WIDTH: Final = 500
"""Least size of a drawing that is worth moving, in pixels."""

FRAMES: Final = 240
"""Frames of each movement."""

MOVE: Final = """
([step, frames]) => new Promise((done) => {
  const times = [];
  let last = null, frame = 0;
  const move = eval(step);
  const next = (now) => {
    if (last !== null) times.push(now - last);
    last = now;
    if (frame === frames) return done(times);
    move(frame++);
    requestAnimationFrame(next);
  };
  requestAnimationFrame(next);
})
"""
"""Calls a step on every frame; gives the milliseconds between frames."""

PAN: Final = """(() => {
  const view = document.querySelector(".sm-graph-view");
  return (frame) => view.scrollTo(frame * 3 % 900, frame * 5 % 900);
})()"""

ZOOM: Final = """(() => {
  const sheet = document.querySelector(".sm-graph-sheet");
  return (frame) => frame % 40 || sheet.style.setProperty("--slot", `${12 + frame / 10}px`);
})()"""

POINT: Final = """(() => {
  const nodes = document.querySelectorAll(".sm-nodes > a");
  return (frame) =>
    nodes[frame % nodes.length].dispatchEvent(new PointerEvent("pointerover", { bubbles: true }));
})()"""

VIEW_BOX: Final = """(() => {
  const base = document.querySelector(".sm-graph-base");
  const box = base.viewBox.baseVal, view = document.querySelector(".sm-graph-view");
  const scale = box.width / base.getBoundingClientRect().width;
  const width = view.clientWidth * scale, height = view.clientHeight * scale;
  const bare = base.cloneNode(true);
  bare.setAttribute("style", `width: ${view.clientWidth}px; height: ${view.clientHeight}px`);
  view.replaceChildren(bare);
  const box = (frame) => `${frame * 3 % 900 * scale} ${frame * 5 % 900 * scale} ${width} ${height}`;
  return (frame) => bare.setAttribute("viewBox", box(frame));
})()"""

CANVAS: Final = """(() => {
  const base = document.querySelector(".sm-graph-base"), view = document.querySelector(".sm-graph-view");
  const scale = base.getBoundingClientRect().width / base.viewBox.baseVal.width;
  const drawn = (line) => new Path2D(line.getAttribute("d"));
  const lines = Array.from(base.querySelectorAll(".sm-edges path"), drawn);
  const numbers = (one) => [one.cx, one.cy, one.r].map((v) => v.baseVal.value);
  const marks = Array.from(base.querySelectorAll(".sm-nodes circle"), numbers);
  const canvas = document.createElement("canvas");
  canvas.width = view.clientWidth;
  canvas.height = view.clientHeight;
  view.replaceChildren(canvas);
  const pen = canvas.getContext("2d");
  return (frame) => {
    pen.setTransform(1, 0, 0, 1, 0, 0);
    pen.clearRect(0, 0, canvas.width, canvas.height);
    pen.setTransform(scale, 0, 0, scale, -(frame * 3 % 900), -(frame * 5 % 900));
    pen.lineWidth = 0.5;
    pen.strokeStyle = "rgb(92 95 102 / 35%)";
    for (const line of lines) pen.stroke(line);
    pen.lineWidth = 1;
    pen.strokeStyle = pen.fillStyle = "#005f9e";
    for (const [x, y, r] of marks) {
      pen.beginPath();
      pen.arc(x, y, r, 0, 7);
      pen.fill();
      pen.stroke();
    }
  };
})()"""

MOVEMENTS: Final = {
    "scroll (as the page does)": PAN,
    "zoom in six steps": ZOOM,
    "point at another paper on every frame": POINT,
    "instead: SVG moved by its view box": VIEW_BOX,
    "instead: canvas drawn on every frame": CANVAS,
}


def works(number: int) -> Iterator[corpus.Work]:
    """Invent works, three of five in the last three of twelve years."""
    dice = random.Random(1)
    for position in range(number):
        year = dice.choice([*range(15, 27), *[24, 25, 26] * 6])
        arxiv = Identifier("arxiv", f"{year}01.{position:05}")
        yield corpus.Work(
            f"Invented {position}: A Work", ("Ina Vented",), "It is invented. It says no more.", arxiv
        )


def invent(folder: Path, papers: int, citations: int) -> KnowledgeBase:
    """Make a knowledge base with the taxonomy of the repository and an invented graph.

    Citations lead into the past, and the more to a paper, the more it has.

    Args:
        folder: A new folder.
        papers: How many papers.
        citations: How many citations among them.

    Returns:
        The knowledge base.
    """
    folder.mkdir()
    corpus.make(ROOT, folder, works(papers))
    # The hand-written pages name real papers, which are not here; the invented survey has none.
    shutil.rmtree(folder / "docs")
    shutil.copy(ROOT / "tests" / "knowledge_base" / "mkdocs.yml", folder)
    base, dice = knowledge_base.load(folder), random.Random(2)
    ordered = sorted(base.papers.values(), key=lambda paper: (paper.year, paper.id))
    cited: dict[str, set[str]] = {paper.id: set() for paper in ordered}
    urn = list(range(papers))
    while sum(map(len, cited.values())) < citations:
        one, other = dice.randrange(papers), dice.choice(urn)
        if other < one:
            cited[ordered[one].id].add(ordered[other].id)
            urn.append(other)
    status = ("complete", "complete", "partial")
    referring = {
        paper.id: paper.model_copy(
            update={
                "references": References(
                    status=status[position % 3], source="invented", papers=tuple(sorted(cited[paper.id]))
                )
                if cited[paper.id]
                else None
            }
        )
        for position, paper in enumerate(ordered)
    }
    return replace(base, papers={paper_id: referring[paper_id] for paper_id in base.papers})


def measure(page: Page, address: str, step: str) -> list[float]:
    """Open the page anew and move it.

    Args:
        page: A page of the browser.
        address: Address of the citation graph.
        step: JavaScript that gives a function of the frame's number.

    Returns:
        Milliseconds between frames.
    """
    page.goto(address)
    page.wait_for_load_state("networkidle")
    page.locator(".sm-graph-view").scroll_into_view_if_needed()
    page.wait_for_timeout(500)
    area = page.locator(".sm-graph-base").bounding_box()
    if area is None or area["width"] < WIDTH or area["height"] < WIDTH:
        raise SystemExit(f"there is too little to see: {area}")
    times: list[float] = page.evaluate(MOVE, [step, FRAMES])
    return times


def flaws(trace: bytes) -> tuple[int, int]:
    """Count in a trace the frames whose loss can be seen, and those shown with holes.

    Source: Chromium's `PipelineReporter` events (third_party/perfetto/protos, chrome_frame_reporter.proto).
    """
    frames = [
        event["args"]["frame_reporter"]
        for event in json.loads(trace)["traceEvents"]
        if event["name"] == "PipelineReporter" and "frame_reporter" in event.get("args", {})
    ]
    lost = sum(frame["state"] == "STATE_DROPPED" and frame["affects_smoothness"] for frame in frames)
    holes = sum(frame["has_missing_content"] or frame["checkerboarded_needs_raster"] for frame in frames)
    return lost, holes


def report(name: str, times: list[float], seen: tuple[int, int]) -> str:
    """Lay out one line of the table."""
    ordered = sorted(times)
    numbers = (statistics.median(times), ordered[int(0.95 * len(ordered))], ordered[-1])
    slow = sum(time > 34 for time in times)
    cells = " | ".join(f"{number:.1f}" for number in numbers)
    return f"| {name} | {cells} | {slow} of {len(times)} | {seen[0]} | {seen[1]} |"


def main() -> None:
    """Run what the command line asks for."""
    parser = argparse.ArgumentParser(description="Measure the citation graph in headless Chromium.")
    parser.add_argument("--papers", type=int, default=1000, help="papers to invent (1000)")
    parser.add_argument("--citations", type=int, default=5000, help="citations to invent (5000)")
    asked = parser.parse_args()
    chromium = shutil.which("chromium")
    if chromium is None or asked.papers < 2 or asked.citations > asked.papers * (asked.papers - 1) // 4:
        parser.error("it takes Chromium, two papers or more, and fewer citations than a quarter of all pairs")
    with tempfile.TemporaryDirectory(prefix="smatlas-graph-") as name, sync_playwright() as playwright:
        base = invent(Path(name) / "base", asked.papers, asked.citations)
        build(open_site(base), Path(name) / "site", environment=os.environ)
        file = Path(name) / "site" / "graph" / "index.html"
        print(f"{os.cpu_count()} cores, no GPU; {asked.papers} papers, {asked.citations} citations; ", end="")
        print(f"page of {file.stat().st_size / 1024:.0f} kB; milliseconds between frames.\n")
        print(
            "| movement | median | 95th of 100 | longest | over 34 ms | lost | with holes |\n"
            "|---|--:|--:|--:|--:|--:|--:|"
        )
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page(viewport={"width": 1440, "height": 900})
        for movement, step in MOVEMENTS.items():
            page.goto("about:blank")
            browser.start_tracing(page=page, categories=["cc", "benchmark", "viz"])
            times: list[Any] = measure(page, file.as_uri(), step)
            print(report(movement, times, flaws(browser.stop_tracing())), flush=True)
        browser.close()


if __name__ == "__main__":
    main()
