// 补资料: only empty cells can be typed into. Tab goes on, Enter goes down, a row is saved as one leaves it.
(() => {
  const grid = document.querySelector(".fill-grid");
  if (!grid) return;
  document.documentElement.classList.add("scripted");
  const isBox = (target) => target?.matches?.(".fill-cell input:not([type=hidden]), .fill-cell select, .fill-cell textarea");
  const rows = () => [...grid.tBodies[0].rows];
  const boxIn = (cell) => cell?.querySelector("input:not([type=hidden]), select, textarea");
  const boxes = (row) => [...row.querySelectorAll(".fill-cell")].map(boxIn).filter(Boolean);
  const formOf = (row) => row.querySelector("form[id^=fill-]");
  const begun = (box) => (box.tagName === "SELECT" ? [...box.options].find((one) => one.defaultSelected)?.value ?? "" : box.defaultValue);
  const isDirty = (row) => boxes(row).some((box) => box.value.trim() && box.value !== begun(box));

  // One row after the other, so that each can be taken back.
  const waiting = [];
  let sent = null;

  function save(row, block = "") {
    if (!row.isConnected || row.classList.contains("saving") || !isDirty(row)) return;
    row.classList.add("saving");
    formOf(row).elements.block.value = block;
    waiting.push(row.id);
    next();
  }

  function next() {
    if (sent || !waiting.length) return;
    sent = waiting.shift();
    const row = document.getElementById(sent);
    if (row) formOf(row).requestSubmit();
    else { sent = null; next(); }
  }

  // One leaves a row when the next thing looked at is not in it.
  grid.addEventListener("focusout", (event) => {
    const row = event.target.closest("tr.fill-line");
    if (!row || row.contains(event.relatedTarget) || !isBox(event.target)) return;
    save(row);
  });

  function below(cell, step) {
    const all = rows();
    const column = cell.cellIndex;
    for (let at = all.indexOf(cell.closest("tr")) + step; all[at]; at += step) {
      const box = boxIn(all[at].cells[column]);
      if (box && all[at].cells[column].classList.contains("fill-cell")) return box;
    }
    return null;
  }

  grid.addEventListener("keydown", (event) => {
    const box = event.target;
    if (!isBox(box) || event.isComposing) return;
    if (box.ariaExpanded === "true" && event.key.startsWith("Arrow")) return;
    const cell = box.closest("td");
    if (event.key === "Tab" && !event.altKey) {
      const all = [...grid.querySelectorAll(".fill-cell")].map(boxIn).filter(Boolean);
      const beside = all[all.indexOf(box) + (event.shiftKey ? -1 : 1)];
      if (beside) { event.preventDefault(); beside.focus(); }
    }
    if (event.altKey && event.key.toLowerCase() === "n") {
      const menu = box.closest("tr").querySelector(".fill-acts details");
      if (menu) { event.preventDefault(); menu.open = true; menu.querySelector("select").focus(); }
    }
    if (event.key === "Escape" && box.value !== begun(box)) {
      box.value = begun(box);
      event.stopPropagation();
    }
    const steps = { Enter: event.shiftKey ? -1 : 1, ArrowDown: 1, ArrowUp: -1 };
    if (!(event.key in steps) || (event.key !== "Enter" && box.tagName === "SELECT")) return;
    event.preventDefault();
    const there = below(cell, steps[event.key]);
    if (there) there.focus();
    else if (event.key === "Enter") save(cell.closest("tr"));
  });
  grid.addEventListener("focusin", (event) => { if (isBox(event.target)) event.target.select?.(); });

  // ── a block of a spreadsheet: it lies over the grid; cells with a value stay as they are ──
  function put(box, text) {
    if (box.tagName !== "SELECT") { box.value = text; return; }
    const option = [...box.options].find((one) => one.value === text || one.textContent.trim() === text);
    if (option) box.value = option.value;
  }

  function say(text, count) {
    if (count) document.dispatchEvent(new CustomEvent("zhike:said", { detail: { text: text.replace("0", count) } }));
  }

  grid.addEventListener("paste", (event) => {
    if (!isBox(event.target)) return;
    const text = (event.clipboardData?.getData("text/plain") || "").replace(/\r/g, "").replace(/\n$/, "");
    if (!/[\t\n]/.test(text)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const lines = text.split("\n").map((line) => line.split("\t"));
    const cell = event.target.closest("td");
    const from = rows().indexOf(cell.closest("tr"));
    const touched = rows().slice(from, from + lines.length);
    let skipped = 0;
    touched.forEach((row, down) => lines[down].forEach((part, right) => {
      const place = row.cells[cell.cellIndex + right];
      const box = place?.classList.contains("fill-cell") ? boxIn(place) : null;
      if (box && part.trim()) put(box, part.trim());
      else if (part.trim()) skipped += 1;
    }));
    say(grid.dataset.skipped, skipped);
    say(grid.dataset.leftOut, lines.length - touched.length);
    const block = Math.random().toString(36).slice(2, 10);
    touched.forEach((row) => save(row, block));
  }, true);

  // ── what the answer says ──
  document.addEventListener("zhike:filled", (event) => {
    const left = document.getElementById("fill-left");
    if (left) left.textContent = Math.max(0, Number(left.textContent) - event.detail.done);
  });
  // The row one stands in is drawn anew: stay in its cell, or go on to the next gap below.
  let stood = null;
  grid.addEventListener("htmx:beforeSwap", (event) => {
    const row = event.detail.target;
    const cell = row.contains(document.activeElement) ? document.activeElement.closest("td") : null;
    stood = cell && isBox(document.activeElement) ? [row.id, cell.cellIndex] : null;
  });
  grid.addEventListener("htmx:afterSettle", () => {
    if (!stood) return;
    const cell = document.getElementById(stood[0])?.cells[stood[1]];
    stood = null;
    if (cell) (cell.classList.contains("fill-cell") && boxIn(cell) ? boxIn(cell) : below(cell, 1))?.focus();
  });
  document.addEventListener("htmx:afterRequest", (event) => {
    const row = event.detail.elt.closest?.("tr.fill-line") ?? document.getElementById(sent);
    if (!sent || (row && row.id !== sent)) return;
    row?.classList.remove("saving");
    sent = null;
    next();
  });

  // ── somebody was faster: theirs stays, or mine takes its place ──
  grid.addEventListener("click", (event) => {
    const cell = event.target.closest(".fill-cell");
    if (event.target.closest("[data-fill-keep]")) {
      cell.querySelectorAll(".wrong, .fill-either, input").forEach((one) => one.remove());
    }
    if (event.target.closest("[data-fill-instead]")) cell.querySelectorAll("input[type=hidden]").forEach((one) => { one.disabled = false; });
  });
})();
