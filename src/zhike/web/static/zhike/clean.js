// Lists that are ticked: one box ticks all of its form. A value written anew is saved by Enter.
(() => {
  document.addEventListener("change", (event) => {
    const all = event.target.closest("[data-tick-all]");
    if (!all) return;
    for (const box of all.form.querySelectorAll('input[name="id"]')) box.checked = all.checked;
  });

  document.addEventListener("keydown", (event) => {
    const box = event.target.closest(".due-correct input");
    if (!box || event.key !== "Enter" || event.isComposing) return;
    event.preventDefault();
    box.parentElement.querySelector("button").click();
  });

  document.addEventListener("toggle", (event) => {
    if (event.target.open) event.target.querySelector(".due-correct input")?.focus();
  }, true);
})();
