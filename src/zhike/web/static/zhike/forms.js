// The builder: narrowing the catalogue while typing, and dragging items where buttons also move them.
(() => {
  document.addEventListener("input", (event) => {
    const selector = event.target.dataset?.narrows;
    if (!selector) return;
    const wanted = event.target.value.trim().toLowerCase();
    document.querySelectorAll(selector).forEach((button) => {
      button.hidden = !(button.dataset.words + button.textContent.toLowerCase()).includes(wanted);
    });
  });
  document.addEventListener("change", (event) => {
    if (event.target.dataset?.narrows) event.stopImmediatePropagation();  // a search changes nothing
  }, true);
  document.addEventListener("keydown", (event) => {
    const inBuilder = event.target.closest?.("#build");
    if (!inBuilder || event.key !== "Enter" || event.target.matches("textarea, button, summary")) return;
    event.preventDefault();
    if (event.target.dataset.narrows) document.querySelector(`${event.target.dataset.narrows}:not([hidden], :disabled)`)?.click();
    else event.target.blur();
  });

  let lifted = null;
  const settle = (list) => [...list.children].forEach((item) => {
    item.querySelector("[id^=up-]").disabled = item === list.firstElementChild;
    item.querySelector("[id^=down-]").disabled = item === list.lastElementChild;
  });
  const over = (event) => event.target.closest?.("[data-sorts] > [data-key]");
  document.addEventListener("pointerdown", (event) => {  // only the grip lifts, so that texts can be selected
    const grip = event.target.closest?.(".asked-grip");
    document.querySelectorAll("[data-sorts] > [data-key]").forEach((item) => { item.draggable = Boolean(grip); });
  });
  document.addEventListener("dragstart", (event) => {
    lifted = event.target.matches?.("[data-sorts] > [data-key]") ? event.target : null;
    lifted?.classList.add("is-lifted");
  });
  document.addEventListener("dragover", (event) => {
    const item = over(event);
    if (!lifted || !item || item === lifted) return;
    event.preventDefault();
    const box = item.getBoundingClientRect();
    item[event.clientY > box.top + box.height / 2 ? "after" : "before"](lifted);
  });
  document.addEventListener("dragend", () => {
    if (!lifted) return;
    lifted.classList.remove("is-lifted");
    settle(lifted.parentElement);
    lifted.closest("form").dispatchEvent(new Event("change", { bubbles: true }));
    lifted = null;
  });
})();
