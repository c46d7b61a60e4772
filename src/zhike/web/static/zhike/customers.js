// Writing by hand: Ctrl+Enter saves, n begins a note.
(() => {
  document.addEventListener("keydown", (event) => {
    const form = event.target.closest?.("form.quick-note");
    if (form && event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      form.requestSubmit();
    } else if (event.key === "n" && !event.ctrlKey && !event.metaKey && !event.altKey
      && !event.target.closest("input, textarea, select, dialog")) {
      const box = document.querySelector("form.quick-note textarea");
      if (box) { event.preventDefault(); box.focus(); }
    }
  });
  document.addEventListener("click", (event) => {
    const wanted = event.target.closest("[data-focus]");
    if (wanted) document.querySelector(wanted.dataset.focus)?.focus();
  });
})();
