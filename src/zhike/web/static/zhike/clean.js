// Lists that are ticked: one box ticks all of its form, and says how many there are.
(() => {
  document.addEventListener("change", (event) => {
    const all = event.target.closest("[data-tick-all]");
    if (!all) return;
    for (const box of all.form.querySelectorAll('input[name="id"]')) box.checked = all.checked;
  });
})();
