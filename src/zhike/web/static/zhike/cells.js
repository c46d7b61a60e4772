// Copying from a grid: drag over cells, or pick rows, then Ctrl+C; Excel takes it with its heads.
(() => {
  const table = document.querySelector("table.sheet, table.lines-copy");
  if (!table) return;
  const data = (row) => [...row.cells].filter((cell) => !cell.classList.contains("pick"));
  const heads = () => data(table.tHead.rows[0]).map(textOf);
  const rows = () => [...table.tBodies[0].rows];
  let from = null;
  let dragging = false;

  function textOf(cell) {
    const shown = cell.dataset.copies || cell.innerText;
    return shown.replace(/\s+/g, " ").trim();
  }

  function placeOf(cell) {
    const row = cell?.closest("tbody tr");
    return row && table.contains(row) ? [rows().indexOf(row), data(row).indexOf(cell)] : null;
  }

  function clear() {
    table.querySelectorAll(".chosen").forEach((cell) => cell.classList.remove("chosen"));
  }

  function choose([top, left], [bottom, right]) {
    clear();
    const [up, down] = [Math.min(top, bottom), Math.max(top, bottom)];
    const [start, end] = [Math.min(left, right), Math.max(left, right)];
    rows().slice(up, down + 1).forEach((row) => {
      data(row).slice(start, end + 1).forEach((cell) => cell.classList.add("chosen"));
    });
  }

  table.addEventListener("mousedown", (event) => {
    const cell = event.target.closest("td, th[scope=row]");
    if (event.button || !cell || event.target.closest("input, button, summary")) return;
    from = placeOf(cell);
  });
  table.addEventListener("mousemove", (event) => {
    if (!from || !(event.buttons & 1)) return;
    const to = placeOf(event.target.closest("td, th[scope=row]"));
    if (!to || to[1] < 0 || (!dragging && to[0] === from[0] && to[1] === from[1])) return;
    dragging = true;
    getSelection().removeAllRanges();
    choose(from, to);
  });
  addEventListener("mouseup", () => { from = null; });
  // the click that ends a drag must not open the panel
  table.addEventListener("click", (event) => {
    if (dragging) { event.preventDefault(); event.stopPropagation(); dragging = false; } else clear();
  }, true);
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") clear(); });

  function block(lines, from, to) {
    return [heads().slice(from, to), ...lines].map((line) => line.join("\t")).join("\n");
  }

  function chosenBlock() {
    const kept = rows().map((row) => data(row)).filter((cells) => cells.some((c) => c.classList.contains("chosen")));
    if (!kept.length) return "";
    const first = kept[0].findIndex((cell) => cell.classList.contains("chosen"));
    const width = kept[0].filter((cell) => cell.classList.contains("chosen")).length;
    return block(kept.map((cells) => cells.slice(first, first + width).map(textOf)), first, first + width);
  }

  function pickedBlock() {
    const kept = rows().filter((row) => row.querySelector("td.pick input:checked"));
    return kept.length ? block(kept.map((row) => data(row).map(textOf)), 0, undefined) : "";
  }

  function say(text) {
    const count = text.split("\n").length - 1;
    document.dispatchEvent(new CustomEvent("zhike:said", {
      detail: { text: table.dataset.copied.replace("0", count) },
    }));
  }

  document.addEventListener("copy", (event) => {
    if (getSelection().toString() || event.target.closest?.("input, textarea")) return;
    const text = chosenBlock() || pickedBlock();
    if (!text) return;
    event.preventDefault();
    event.clipboardData.setData("text/plain", text);
    say(text);
  });
  document.addEventListener("click", (event) => {
    if (!event.target.closest("[data-copy-picked]")) return;
    const text = pickedBlock();
    if (text) navigator.clipboard.writeText(text).then(() => say(text));
  });
})();
