// Writing by hand: the menu ＋, picking by typing, the lines of an order, Ctrl+Enter, Esc, drafts.
(() => {
  const panel = document.querySelector("#panel");
  const boxes = "input:not([type=hidden], [tabindex='-1']), select, textarea, button.btn-primary";
  const seen = (element) => element.offsetParent !== null;

  // ── the menu ──
  const customer = () => document.querySelector("[data-customer-here]")?.dataset.customerHere;
  function openMenu() {
    const menu = [...document.querySelectorAll("[data-add-menu]")].find((one) => seen(one.querySelector("summary")));
    if (!menu) return false;
    menu.open = true;
    menu.querySelector("[data-add]").focus();
    return true;
  }

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const menu = event.target.closest?.("[data-add-menu][open]");
    if (menu) return walkMenu(menu, event);
    const typing = event.target.closest?.("input, textarea, select, dialog, [contenteditable]");
    if (!typing && (event.key === "a" || event.key === "+") && openMenu()) event.preventDefault();
  });

  function walkMenu(menu, event) {
    const entries = [...menu.querySelectorAll("[data-add]")];
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const wanted = entries.find((one) => one.dataset.key === event.key.toLowerCase());
    if (step) {
      event.preventDefault();
      const at = entries.indexOf(document.activeElement) + step;
      entries[(at + entries.length) % entries.length].focus();
    } else if (wanted) {
      event.preventDefault();
      wanted.click();
    }
  }

  // What is written from a customer's page is about that customer; capture runs before grid.js shows it.
  document.addEventListener("click", (event) => {
    const entry = event.target.closest("[data-add]");
    if (!entry) return;
    entry.closest("details")?.removeAttribute("open");
    const here = customer();
    if (here && !entry.dataset.panel.includes("?")) {
      entry.dataset.panel += `?customer=${here}`;
      entry.href = entry.dataset.panel;
    }
  }, true);

  // ── a form in the panel: it has the caret, keeps what was typed, and says when it is done ──
  const drafts = new Map();
  const changed = (box) => {
    if (box.type === "radio" || box.type === "checkbox") return box.checked !== box.defaultChecked;
    if (box.tagName !== "SELECT") return box.value !== box.defaultValue;
    return box.selectedIndex !== Math.max(0, [...box.options].findIndex((one) => one.defaultSelected));
  };
  const dirty = (form) => [...form.elements].some((box) => box.name
    && !["hidden", "search", "submit", "button"].includes(box.type) && changed(box));

  function begin(form) {
    const wrong = form.querySelector(".field-wrong :is(input, select, textarea):not([type=hidden])");
    const empty = [...form.querySelectorAll(boxes)].find((box) => seen(box) && (box.type === "radio"
      ? box.closest(".field")?.matches(":has(.must):not(:has(:checked))") : box.matches("input, select, textarea") && !box.value));
    (wrong || empty || form.querySelector(boxes))?.focus();
    form.querySelectorAll("[data-line]").forEach(reckon);
  }

  document.addEventListener("htmx:afterSettle", (event) => {
    const form = event.target.querySelector?.("form.entry");
    if (event.target !== panel || !form) return;
    const draft = drafts.get(form.getAttribute("action"));
    drafts.delete(form.getAttribute("action"));
    if (draft && !form.querySelector(".field-wrong, .entry-wrong")) form.replaceWith(draft);
    // The panel is shown only after this; the caret waits for it.
    requestAnimationFrame(() => setTimeout(() => begin(panel.querySelector("form.entry"))));
  });

  document.addEventListener("htmx:beforeSwap", (event) => {
    if (event.target === panel && [409, 422].includes(event.detail.xhr.status)) {
      event.detail.shouldSwap = true;
      event.detail.isError = false;
    }
  });

  function keepDraft() {
    const form = panel?.querySelector("form.entry");
    if (form && !form.dataset.kept && dirty(form)) drafts.set(form.getAttribute("action"), form);
  }

  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-close-panel]")) keepDraft();
  }, true);

  const LATER = "zhike-said";
  document.addEventListener("zhike:kept", (event) => {
    const { text, undo, kind, again } = event.detail;
    const said = { text, undo, kind };
    if (again) {
      document.dispatchEvent(new CustomEvent("zhike:said", { detail: said }));
      htmx.ajax("GET", again, { target: "#panel", swap: "innerHTML" });
      return;
    }
    const busy = [...document.querySelectorAll("#desk form")].some(dirty);
    panel.querySelector("form.entry")?.setAttribute("data-kept", "");
    panel.querySelector("[data-close-panel]")?.click();
    if (busy) {
      document.dispatchEvent(new CustomEvent("zhike:said", { detail: said }));
    } else {
      sessionStorage.setItem(LATER, JSON.stringify(said));
      location.reload();
    }
  });
  const later = sessionStorage.getItem(LATER);
  if (later) {
    sessionStorage.removeItem(LATER);
    document.dispatchEvent(new CustomEvent("zhike:said", { detail: JSON.parse(later) }));
  }

  // ── keys inside a form ──
  document.addEventListener("keydown", (event) => {
    const form = event.target.closest?.("form.entry");
    if (!form || event.isComposing) return;
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      form.requestSubmit(form.querySelector(".btn-primary"));
    } else if (event.key === "Escape" && panel?.contains(form)) {
      const list = event.target.matches("[data-picks]") && listOf(event.target);
      if (list && !list.hidden) { close(event.target); return; }
      event.stopPropagation();
      panel.querySelector("[data-close-panel]")?.click();
    } else if (event.key === "Enter" && event.target.matches("input") && !event.defaultPrevented) {
      event.preventDefault();
      const line = event.target.closest("[data-line]");
      if (line && event.target.name !== "product") nextLine(line);
      else if (line && !event.target.value) skipLines(form, line);
      else ahead(form, event.target);
    }
  });

  function ahead(form, box) {
    const all = [...form.querySelectorAll(boxes)].filter(seen);
    all.slice(all.indexOf(box) + 1).find((one) => one.type !== "radio" || one.checked)?.focus();
  }

  // ── picking by typing: a list under the box, from the server ──
  const listOf = (box) => box.parentElement.querySelector(".picks");
  let waiting = null;

  function close(box) {
    const list = listOf(box);
    if (list.popover && list.matches(":popover-open")) list.hidePopover();
    list.hidden = true;
    box.setAttribute("aria-expanded", "false");
    box.removeAttribute("aria-activedescendant");
  }

  // In a table that scrolls a list would be cut off: there it stands above the page.
  function place(box) {
    const list = listOf(box);
    if (list.hidden || !list.popover) return;
    if (!list.matches(":popover-open")) list.showPopover();
    const at = box.getBoundingClientRect();
    const below = at.bottom + 3 + list.offsetHeight <= innerHeight;
    list.style.left = `${Math.max(8, Math.min(at.left, innerWidth - list.offsetWidth - 8))}px`;
    list.style.top = `${below ? at.bottom + 3 : Math.max(8, at.top - 3 - list.offsetHeight)}px`;
  }
  document.addEventListener("scroll", () => {
    if (document.activeElement?.matches("[data-picks]")) place(document.activeElement);
  }, { capture: true, passive: true });

  async function ask(box) {
    waiting?.abort();
    waiting = new AbortController();
    try {
      const answer = await fetch(`${box.dataset.picks}?q=${encodeURIComponent(box.value)}`, { signal: waiting.signal });
      if (!answer.ok || document.activeElement !== box) return;
      const list = listOf(box);
      list.innerHTML = await answer.text();
      list.hidden = !list.children.length;
      box.setAttribute("aria-expanded", String(!list.hidden));
      place(box);
      mark(box, "picksFreely" in box.dataset ? null : list.querySelector("[role=option]"));
    } catch (why) {
      if (why.name !== "AbortError") close(box);
    }
  }

  function mark(box, option) {
    listOf(box).querySelectorAll("[aria-selected]").forEach((one) => one.removeAttribute("aria-selected"));
    if (!option) return;
    option.id ||= `pick-${Math.random().toString(36).slice(2)}`;
    option.setAttribute("aria-selected", "true");
    option.scrollIntoView({ block: "nearest" });
    box.setAttribute("aria-activedescendant", option.id);
  }

  const marked = (box) => listOf(box).querySelector("[aria-selected]");

  function take(box, option) {
    box.value = option.dataset.text;
    const into = box.dataset.picksInto && box.parentElement.querySelector(`[name=${box.dataset.picksInto}]`);
    if (into) into.value = option.dataset.value;
    const line = box.closest("[data-line]");
    if (line) {
      line.querySelector("[name=category]").value = option.dataset.category;
      line.querySelector("[name=price]").value = option.dataset.price;
      const quantity = line.querySelector("[name=quantity]");
      quantity.value ||= "1";
      reckon(line);
    } else if (option.dataset.category) {
      const category = box.form.querySelector("[name=category]");
      if (category) category.value = option.dataset.category;
    }
    close(box);
  }

  let soon = 0;
  document.addEventListener("input", (event) => {
    const box = event.target;
    if (!box.matches("[data-picks]")) return;
    const into = box.dataset.picksInto && box.parentElement.querySelector(`[name=${box.dataset.picksInto}]`);
    if (into) into.value = "";
    clearTimeout(soon);
    soon = setTimeout(() => ask(box), 90);
  });
  document.addEventListener("focusin", (event) => {
    if (event.target.matches("[data-line] input")) event.target.select();
  });
  document.addEventListener("focusout", (event) => {
    if (event.target.matches("[data-picks]")) setTimeout(() => close(event.target), 120);
  });
  document.addEventListener("mousedown", (event) => {
    const option = event.target.closest(".picks [role=option]");
    if (!option) return;
    event.preventDefault();
    const box = option.closest(".picker").querySelector("[data-picks]");
    take(box, option);
    ahead(box.form, box);
  });
  document.addEventListener("keydown", (event) => {
    const box = event.target;
    if (!box.matches?.("[data-picks]") || event.isComposing || event.ctrlKey || event.metaKey) return;
    const list = listOf(box);
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === "Escape" && !panel?.contains(box)) {
      clearTimeout(soon);
      waiting?.abort();
      if (!list.hidden) event.stopPropagation();
      close(box);
    } else if (step) {
      event.preventDefault();
      if (list.hidden) { ask(box); return; }
      const options = [...list.querySelectorAll("[role=option]")];
      mark(box, options[(options.indexOf(marked(box)) + step + options.length) % options.length]);
    } else if (!list.hidden && marked(box) && box.value && (event.key === "Enter" || event.key === "Tab")) {
      take(box, marked(box));
      if (event.key === "Enter") { event.preventDefault(); ahead(box.form, box); }
    } else if (event.key === "Enter" && box.value && list.hidden && box.dataset.picksInto) {
      event.preventDefault();
      ask(box);
    }
  }, true);

  // ── the lines of an order ──
  const number = (text) => {
    const plain = Number.parseFloat(text.normalize("NFKC").replace(/[,¥￥\s]/g, ""));
    return Number.isNaN(plain) ? null : plain * (/万/.test(text) ? 10000 : 1);
  };
  const off = (text) => {
    const said = number(text);
    if (said === null) return 0;
    return /折/.test(text) ? 1 - said / (said <= 10 ? 10 : 100) : said / 100;
  };
  const cents = (value) => Math.round((value + Number.EPSILON) * 100) / 100;
  const said = (value) => cents(value).toLocaleString("en-US", { minimumFractionDigits: 2, maximumFractionDigits: 2 });

  function reckon(line) {
    const cell = (name) => line.querySelector(`[name=${name}]`);
    const amount = cell("amount");
    const [quantity, price] = [number(cell("quantity").value), number(cell("price").value)];
    if (!("byHand" in amount.dataset)) {
      const known = quantity !== null && price !== null;
      amount.value = known ? String(cents(quantity * price * (1 - off(cell("discount").value)))) : "";
    }
    const lines = line.closest("[data-lines]");
    const amounts = [...lines.querySelectorAll("[name=amount]")].map((one) => number(one.value) || 0);
    lines.querySelector("[data-total]").textContent = said(amounts.reduce((sum, one) => sum + one, 0));
  }

  function addLine(lines) {
    const last = [...lines.querySelectorAll("[data-line]")].at(-1);
    const fresh = last.cloneNode(true);
    fresh.classList.remove("field-wrong");
    fresh.querySelectorAll(".wrong").forEach((one) => one.remove());
    fresh.querySelectorAll("input").forEach((box) => { box.value = ""; box.defaultValue = ""; delete box.dataset.byHand; });
    fresh.querySelector(".picks").hidden = true;
    last.after(fresh);
    return fresh;
  }

  function nextLine(line) {
    const next = line.nextElementSibling?.matches("[data-line]") ? line.nextElementSibling : addLine(line.parentElement);
    next.querySelector("[name=product]").focus();
  }

  function skipLines(form, line) {
    const rest = [...line.parentElement.querySelectorAll("[data-line] input:not([type=hidden])")].at(-1);
    ahead(form, rest);
  }

  document.addEventListener("input", (event) => {
    const line = event.target.closest("[data-line]");
    if (!line) return;
    if (event.target.name === "amount") {
      if (event.target.value) event.target.dataset.byHand = ""; else delete event.target.dataset.byHand;
    } else {
      delete line.querySelector("[name=amount]").dataset.byHand;
    }
    reckon(line);
  });
  document.addEventListener("click", (event) => {
    const add = event.target.closest("[data-add-line]");
    const drop = event.target.closest("[data-drop-line]");
    if (add) {
      event.preventDefault();
      addLine(add.closest("[data-lines]")).querySelector("[name=product]").focus();
    } else if (drop) {
      const lines = drop.closest("[data-lines]");
      const line = drop.closest("[data-line]");
      if (lines.querySelectorAll("[data-line]").length === 1) addLine(lines);
      line.remove();
      reckon(lines.querySelector("[data-line]"));
    }
  });

  const whole = document.querySelector("#desk form.entry");
  if (whole) begin(whole);
})();
