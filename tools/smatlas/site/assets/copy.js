// Buttons that copy the text of another element: data-copies names it by id, data-name says what it is.
"use strict";

(() => {
  /** Select the text, so that it can be copied by hand where the clipboard is out of reach. */
  function select(element) {
    element.closest("details")?.setAttribute("open", "");
    const range = document.createRange();
    range.selectNodeContents(element);
    getSelection().removeAllRanges();
    getSelection().addRange(range);
    element.scrollIntoView({ block: "center" });
  }

  async function copy(button) {
    const source = document.getElementById(button.dataset.copies);
    const said = button.parentElement.querySelector("[role=status]");
    try {
      await navigator.clipboard.writeText(source.textContent.trim() + "\n");
      said.textContent = `${button.dataset.name} copied`;
    } catch {
      select(source);
      said.textContent = `${button.dataset.name} selected: copy it with your keyboard`;
    }
  }

  for (const button of document.querySelectorAll("[data-copies]")) {
    button.addEventListener("click", () => copy(button));
  }
})();
