/* The drawing: what lies over it, how large it is, where it is scrolled to. The drawing itself
   never changes while one looks around; neighbours are shown on a layer of their own. */
"use strict";

const smGraphView = (view) => {
  const sheet = view.querySelector(".sm-graph-sheet");
  const base = view.querySelector(".sm-graph-base");
  const over = view.querySelector(".sm-graph-over");
  const places = Number(sheet.style.getPropertyValue("--columns"));

  function shape(name, attributes) {
    const element = document.createElementNS("http://www.w3.org/2000/svg", name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    return element;
  }

  function ring(paper) {
    return shape("circle", { class: "sm-ring", cx: paper.x, cy: paper.y, r: paper.radius + 2.5 });
  }

  function mark(paper) {
    const group = shape("g", { class: paper.node.getAttribute("class") });
    group.append(...Array.from(paper.node.children).filter((child) => child.tagName !== "title").map((child) => child.cloneNode(true)));
    return group;
  }

  /** Name papers beside their marks, the first ones first; a name that would hide another is left out. */
  function names(papers) {
    const taken = [];
    return papers.flatMap((paper) => {
      const label = `${paper.authors} ${paper.year}`;
      const width = 4.6 * label.length, right = paper.x + width < base.viewBox.baseVal.width;
      const left = right ? paper.x + 8 : paper.x - 8 - width;
      if (taken.some((box) => Math.abs(box.y - paper.y) < 9 && left < box.left + box.width && box.left < left + width)) return [];
      taken.push({ left, width, y: paper.y });
      const text = shape("text", { class: "sm-name", x: paper.x + (right ? 8 : -8), y: paper.y + 2.5, "text-anchor": right ? "start" : "end" });
      text.textContent = label;
      return [text];
    });
  }

  /** Show some papers and the citations among them, and veil the rest; nothing where there are none. */
  function show(papers, lines, ringed, named = ringed) {
    if (!papers.length) return over.replaceChildren();
    return over.replaceChildren(
      shape("rect", { class: "sm-veil", width: "100%", height: "100%" }),
      ...lines.map(({ edge, kind }) => shape("path", { class: `sm-line sm-line-${kind}`, d: edge.line.getAttribute("d") })),
      ...papers.map(mark), ...ringed.map(ring), ...names(named),
    );
  }

  const slot = () => base.getBoundingClientRect().width / places;

  /** Bring a paper into sight, where it is not. */
  function reveal(paper) {
    const at = base.getBoundingClientRect(), frame = view.getBoundingClientRect();
    const scale = at.width / base.viewBox.baseVal.width;
    const x = at.left + paper.x * scale - frame.left, y = at.top + paper.y * scale - frame.top;
    const names = sheet.querySelector(".sm-graph-lanes").offsetWidth, years = sheet.querySelector(".sm-graph-years").offsetHeight;
    if (x < names + 20 || x > frame.width - 30) view.scrollLeft += x - (names + frame.width) / 2;
    if (y < years + 20 || y > frame.height - 30) view.scrollTop += y - (years + frame.height) / 2;
  }

  /** Set the place of a paper in pixels, and keep the middle where it is. */
  function zoom(pixels) {
    const before = slot();
    const middle = { x: view.scrollLeft + view.clientWidth / 2, y: view.scrollTop + view.clientHeight / 2 };
    sheet.style.setProperty("--slot", `${Math.min(48, Math.max(6, pixels))}px`);
    const factor = slot() / before;
    view.scrollTo({ left: middle.x * factor - view.clientWidth / 2, top: middle.y * factor - view.clientHeight / 2 });
  }

  /** Let a mouse drag the drawing; a click that moves no further than a few pixels stays a click. */
  function drag() {
    let start = null;
    view.addEventListener("pointerdown", (event) => {
      if (event.pointerType === "mouse" && event.button === 0 && event.target.closest(".sm-graph-base")) {
        start = { x: event.clientX, y: event.clientY, left: view.scrollLeft, top: view.scrollTop };
      }
    });
    addEventListener("pointermove", (event) => {
      if (!start) return;
      const x = event.clientX - start.x, y = event.clientY - start.y;
      if (Math.hypot(x, y) > 4) view.classList.add("sm-dragging");
      if (view.classList.contains("sm-dragging")) view.scrollTo(start.left - x, start.top - y);
    });
    addEventListener("pointerup", () => {
      start = null;
      setTimeout(() => view.classList.remove("sm-dragging")); // after the click that ends the drag
    });
    base.addEventListener("dragstart", (event) => event.preventDefault());
    view.addEventListener("wheel", (event) => {
      if (!event.ctrlKey) return;
      event.preventDefault();
      zoom(slot() * (event.deltaY < 0 ? 1.15 : 1 / 1.15));
    }, { passive: false });
  }

  drag();
  return { show, reveal, zoom, slot, dragging: () => view.classList.contains("sm-dragging") };
};
