// The queue without a mouse: Esc leaves the box, then one letter each; the first hint of a number dials on a phone.
(() => {
  const one = (selector) => document.querySelector(selector);
  const keys = {
    s: () => one("[data-skip]")?.click(),
    d: () => one("[data-dial]")?.click(),
    p: () => {
      const menu = one("[data-later]");
      if (!menu) return;
      menu.open = true;
      menu.querySelector(".menu-list button").focus();
    },
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const field = event.target.closest("input:not([type=radio]):not([type=checkbox]), textarea, select");
    if (event.key === "Escape" && field) { field.blur(); return; }
    if (field || event.target.closest("dialog")) return;
    const act = keys[event.key.toLowerCase()];
    if (act) { event.preventDefault(); act(); }
  });
  document.addEventListener("htmx:afterSwap", (event) => {
    const number = event.target.querySelector?.("[data-dials]");
    if (number && matchMedia("(pointer: coarse)").matches) number.click();
  });
})();
