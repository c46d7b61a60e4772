// Grids: look without leaving (the side panel), walk the rows by keys, pick many, come back to the same place.
(() => {
  const panel = document.querySelector("#panel");
  let opener = null;

  // ── the side panel ──
  function show(element) {
    if (!panel) return;
    document.querySelector("tr.here")?.classList.remove("here");
    if (element.matches("tr")) element.classList.add("here");
    opener = element;
    htmx.ajax("GET", element.dataset.panel, { target: "#panel", swap: "innerHTML" }).then(() => {
      panel.hidden = false;
    });
  }

  function close() {
    if (!panel || panel.hidden) return;
    panel.hidden = true;
    panel.replaceChildren();
    document.querySelector("tr.here")?.classList.remove("here");
    opener?.focus?.();
  }

  function step(way) {
    const rows = [...document.querySelectorAll("tr[data-panel]")];
    const at = rows.indexOf(document.querySelector("tr.here") || document.activeElement.closest("tr"));
    const next = rows[Math.min(Math.max(at + way, 0), rows.length - 1)];
    if (!next) return;
    next.focus({ preventScroll: true });
    next.scrollIntoView({ block: "nearest" });
    if (!panel.hidden) show(next);
  }

  document.addEventListener("click", (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (event.target.closest("[data-close-panel]")) return close();
    const looks = event.target.closest("[data-panel]");
    if (!looks || getSelection().toString()) return;
    const inner = event.target.closest("a, button, input, label, select, textarea, summary");
    if (inner && inner !== looks) return;
    event.preventDefault();
    show(looks);
  });

  document.addEventListener("keydown", (event) => {
    if (event.target.closest("input:not([type=checkbox]), textarea, select, dialog")) return;
    if (event.key === "Escape") return close();
    const row = document.querySelector("tr.here") || event.target.closest("tr[data-panel]");
    if (!row) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      step(event.key === "ArrowDown" ? 1 : -1);
    } else if (event.key === "Enter" && row.dataset.url && !event.target.closest("a, button")) {
      location.assign(row.dataset.url);
    } else if (event.key === " " && event.target === row) {
      event.preventDefault();
      show(row);
    }
  });

  // ── picking ──
  const bar = document.querySelector("#picked");
  const boxes = () => [...document.querySelectorAll("input[form=picked]")];
  function count() {
    if (!bar) return;
    const picked = boxes().filter((box) => box.checked);
    boxes().forEach((box) => box.closest("tr").classList.toggle("picked", box.checked));
    bar.hidden = picked.length === 0;
    bar.querySelector("[data-picked]").textContent = picked.length;
  }
  document.addEventListener("change", (event) => {
    if (event.target.matches("[data-pick-all]")) {
      boxes().forEach((box) => { box.checked = event.target.checked; });
    }
    if (event.target.matches("[data-pick-all], input[form=picked]")) count();
  });
  bar?.addEventListener("reset", () => setTimeout(count));
  addEventListener("pageshow", count);

  // ── the scroll place of this address ──
  const keeper = document.querySelector("[data-keeps-scroll]");
  if (keeper) {
    const key = `zhike-scroll ${location.pathname}${location.search}`;
    if (performance.getEntriesByType("navigation")[0]?.type !== "navigate") {
      keeper.scrollTop = Number(sessionStorage.getItem(key) || 0);
    }
    addEventListener("pagehide", () => sessionStorage.setItem(key, keeper.scrollTop));
  }
})();
