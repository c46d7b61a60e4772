// 查重 by keyboard: M merges, N not the same, R related, L later, Z takes back; ↑ ↓ another group,
// 1 2 … choose a value row by row. Never while something is typed.
(() => {
  const rows = [...document.querySelectorAll("#merge-form [data-row]:has(.pick)")];
  const relation = document.querySelector(".relation");
  const typing = (field) => field.matches("input:not([type=radio]):not([type=checkbox]), textarea, select");
  let here = rows.findIndex((row) => row.matches(".differs"));

  function mark(place) {
    here = place;
    rows.forEach((row, at) => row.classList.toggle("here", at === place));
  }

  function choose(which) {
    const picks = rows[here]?.querySelectorAll("input[type=radio]");
    if (!picks?.[which]) return;
    picks[which].click();
    const next = rows.findIndex((row, at) => at > here && row.matches(".differs"));
    mark(next < 0 ? here : next);
  }

  function otherGroup(step) {
    const links = ["[rel=prev]", "li a", "[rel=next]"]
      .flatMap((which) => [...document.querySelectorAll(`.review-groups ${which}`)]);
    const at = links.findIndex((link) => link.ariaCurrent);
    links[at + step]?.click();
  }

  function openRelation() {
    if (relation.open) { relation.querySelector("form").requestSubmit(); return; }
    relation.open = true;
    relation.querySelector("input:checked")?.focus();
  }

  document.addEventListener("change", (event) => {
    const row = event.target.closest?.("[data-row]");
    if (!row) return;
    row.querySelector("[data-after]").textContent = event.target.parentElement.innerText.trim();
    mark(rows.indexOf(row));
  });
  document.addEventListener("focusin", (event) => {
    const place = rows.indexOf(event.target.closest?.("[data-row]"));
    if (place >= 0) mark(place);
  });
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target) || document.querySelector("dialog[open]")) return;
    const key = event.key.toLowerCase();
    if (key === "enter" && event.target.closest("#merge-form .pick")) { event.preventDefault(); return; }
    if (relation?.open && key !== "r") return;  // its own arrows and Enter; Esc closes it
    const steps = { arrowdown: 1, arrowup: -1 };
    if (key in steps) { event.preventDefault(); otherGroup(steps[key]); return; }
    if (/^[1-9]$/.test(key)) { choose(Number(key) - 1); return; }
    const button = document.querySelector(`.review-acts [data-key="${CSS.escape(key)}"], .bulk-acts [data-key="${CSS.escape(key)}"]`);
    if (!button || event.repeat) return;
    event.preventDefault();
    if (key === "r") openRelation(); else button.click();
  });
  document.addEventListener("submit", (event) => {  // two presses of one key are one answer
    if (event.target.dataset.sent) event.preventDefault();
    event.target.dataset.sent = "yes";
  });
  if (here >= 0) mark(here);
  document.querySelector(".review-groups [aria-current]")?.scrollIntoView({ block: "nearest" });
})();
