// 收集: a block of cells pasted anywhere on the page starts an import; changed columns ask to be read again.
(() => {
  const box = document.querySelector("[data-paste-here]");
  const KEPT = "zhike-pasted";  // survives a login that ran out between pasting and handing over
  if (box) {
    const kept = sessionStorage.getItem(KEPT);
    sessionStorage.removeItem(KEPT);
    if (kept && document.referrer.includes("/login/")) box.value = kept;
    box.form.addEventListener("submit", () => {
      try { sessionStorage.setItem(KEPT, box.value); } catch { /* too large to be kept */ }
    });
  }
  document.addEventListener("paste", (event) => {
    const files = event.clipboardData?.files;
    const input = document.querySelector("input[type=file][data-sends]");
    if (files?.length && input) {
      event.preventDefault();
      input.files = files;
      input.form.requestSubmit();
      return;
    }
    if (!box || event.target.closest?.("input")) return;
    const text = event.clipboardData?.getData("text/plain") || "";
    if (!text.includes("\n")) return;
    event.preventDefault();
    box.value = text;
    box.form.requestSubmit();
  });
  document.addEventListener("change", (event) => {
    if (event.target.matches("[data-changes-columns]")) {
      document.querySelector("[data-columns-button]")?.classList.add("waits");
    }
  });
})();
