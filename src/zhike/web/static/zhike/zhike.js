// The frame: what was said, the finder, menus, the phone's rail, theme and density. No library besides htmx.
(() => {
  const one = (selector, from = document) => from.querySelector(selector);
  const typing = (target) => target.closest("input:not([type=checkbox]), textarea, select, [contenteditable]");

  // ── toasts: an answer may carry HX-Trigger: {"zhike:said": {"text", "kind", "undo"}} ──
  const toasts = one("#toasts");
  const token = () => JSON.parse(document.body.getAttribute("hx-headers") || "{}")["X-CSRFToken"] || "";

  function part(name, text, properties = {}) {
    return Object.assign(document.createElement(name), { textContent: text }, properties);
  }

  function undoForm(address) {
    const form = part("form", "", { method: "post", action: address });
    form.append(part("input", "", { type: "hidden", name: "csrfmiddlewaretoken", value: token() }));
    form.append(part("button", toasts.dataset.undo));
    return form;
  }

  function say({ text, kind, undo, instead }) {
    if (!toasts || !text) return;
    if (instead) toasts.querySelector(`[data-said="${instead}"]`)?.remove();
    const line = part("div", "", { className: kind === "problem" ? "toast-line toast-problem" : "toast-line" });
    if (instead) line.dataset.said = instead;
    line.append(part("span", text));
    if (undo) line.append(undoForm(undo));
    const close = part("button", "×", { type: "button" });
    close.dataset.closeToast = "";
    close.setAttribute("aria-label", toasts.dataset.close);
    line.append(close);
    toasts.append(line);
    fade(line);
  }

  function fade(line) {
    if (line.classList.contains("toast-problem")) return;
    const wait = () => setTimeout(() => line.remove(), 10000);
    let timer = wait();
    line.addEventListener("mouseenter", () => clearTimeout(timer));
    line.addEventListener("mouseleave", () => { timer = wait(); });
  }

  if (toasts) toasts.querySelectorAll(".toast-line").forEach(fade);
  document.addEventListener("zhike:said", (event) => say(event.detail));
  const failed = () => say({ text: toasts?.dataset.failed, kind: "problem" });
  document.addEventListener("htmx:beforeRequest", (event) => event.target.closest("details.menu")?.removeAttribute("open"));
  document.addEventListener("htmx:sendError", failed);
  document.addEventListener("htmx:responseError", failed);

  // ── the login had run out meanwhile, or was renewed in another tab ──
  const newest = () => document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1];
  document.addEventListener("htmx:configRequest", ({ detail }) => {
    if (!newest()) return;
    detail.headers["X-CSRFToken"] = newest();
    if (detail.parameters.csrfmiddlewaretoken) detail.parameters.csrfmiddlewaretoken = newest();
  });
  document.addEventListener("submit", ({ target }) => {
    const box = target.elements?.csrfmiddlewaretoken;
    if (box && newest()) box.value = newest();
  }, true);
  document.addEventListener("htmx:beforeSwap", (event) => {
    if (!new URL(event.detail.xhr.responseURL).pathname.startsWith("/login/")) return;
    event.detail.shouldSwap = false;
    say({ text: toasts?.dataset.expired, kind: "problem" });
  });

  // ── the finder ──
  const finder = one("#finder");
  function openFinder() {
    if (!finder || finder.open) return;
    finder.showModal();
    const box = one("input", finder);
    box.select();
    box.dispatchEvent(new CustomEvent("zhike:opened"));
  }

  function walkHits(event) {
    if (event.key === "Escape") { event.preventDefault(); finder.close(); return; }  // else it only empties the box
    const steps = { ArrowDown: 1, ArrowUp: -1 };
    if (!(event.key in steps) && event.key !== "Enter") return;
    const hits = [...finder.querySelectorAll(".hit")];
    const at = hits.indexOf(document.activeElement);
    if (event.key === "Enter" && at < 0) hits[0]?.click();
    if (!(event.key in steps)) return;
    event.preventDefault();
    (hits[at + steps[event.key]] || (at <= 0 ? one("input", finder) : hits[at]))?.focus();
  }
  finder?.addEventListener("keydown", walkHits);
  finder?.addEventListener("click", (event) => { if (event.target === finder) finder.close(); });

  // ── keys that work everywhere ──
  document.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") {
      event.preventDefault();
      openFinder();
    } else if (event.key === "/" && !typing(event.target)) {
      event.preventDefault();
      const search = one("[data-search]");
      if (search) search.focus(); else openFinder();
    } else if (event.key === "Escape") {
      document.querySelectorAll("details.menu[open]").forEach((menu) => { menu.open = false; });
      document.body.classList.remove("rail-open");
    }
  });

  // ── clicks, one listener for the small things ──
  const root = document.documentElement;
  const remember = (name, value) => localStorage.setItem(`zhike-${name}`, value);
  const clicks = {
    "[data-opens=finder]": openFinder,
    "[data-rail]": () => document.body.classList.toggle("rail-open"),
    "[data-close-toast]": (button) => button.closest(".toast-line").remove(),
    "[data-back]": () => history.back(),
    "[data-theme-switch]": () => {
      root.dataset.bsTheme = root.dataset.bsTheme === "dark" ? "light" : "dark";
      remember("theme", root.dataset.bsTheme);
      document.dispatchEvent(new CustomEvent("zhike:theme"));
    },
    "[data-density-switch]": () => {
      root.dataset.density = root.dataset.density === "easy" ? "dense" : "easy";
      remember("density", root.dataset.density);
    },
    "[data-copy]": (button) => navigator.clipboard
      .writeText(button.dataset.copy || one(button.dataset.copyFrom).innerText)
      .then(() => say({ text: button.dataset.copied || "已复制" })),
  };
  document.addEventListener("click", (event) => {
    document.querySelectorAll("details.menu[open]").forEach((menu) => {
      if (!menu.contains(event.target)) menu.open = false;
    });
    for (const [selector, act] of Object.entries(clicks)) {
      const found = event.target.closest(selector);
      if (found) act(found);
    }
  });

  // ── files dropped on a field ──
  document.querySelectorAll(".drop").forEach((field) => {
    const over = (on) => (event) => { event.preventDefault(); field.classList.toggle("over", on); };
    field.addEventListener("dragover", over(true));
    field.addEventListener("dragleave", over(false));
    field.addEventListener("drop", (event) => {
      over(false)(event);
      const input = one("input[type=file]", field);
      input.files = event.dataTransfer.files;
      input.dispatchEvent(new Event("change", { bubbles: true }));
    });
  });
  document.addEventListener("change", (event) => {
    if (event.target.matches("input[type=file][data-sends]")) event.target.form.requestSubmit();
  });
})();
