// 问题: cells corrected in place. Tab goes on, Enter saves, Esc takes back, a pasted column fills downwards.
(() => {
  document.documentElement.classList.add("scripted");
  const waiting = new Map();  // boxes changed while a save is under way, in their order
  const asked = new Map();  // what each box was last saved as
  let saving = false;

  const isBox = (target) => target.matches?.(".cell-lines input.input");
  const begun = (box) => box.nextElementSibling?.value ?? "";
  const boxes = (form) => [...form.querySelectorAll(".cell-lines input.input")];

  function ask(box) {
    if (box.value === (asked.get(box.name) ?? begun(box))) return;
    asked.set(box.name, box.value);
    waiting.set(box.name, { text: box.value, was: begun(box) });
    box.closest("tr").classList.add("saving");
    save(box.form);
  }

  // One save at a time: what is typed meanwhile goes with the next one.
  function save(form) {
    if (saving || !waiting.size || !form) return;
    saving = true;
    const values = {};
    for (const name of ["cause", "group", "page"]) values[name] = form.elements[name].value;
    for (const [name, { text, was }] of waiting) Object.assign(values, { [name]: text, [`was ${name}`]: was });
    const sent = new Map(waiting);
    waiting.clear();
    htmx.ajax("POST", form.dataset.mends, { source: document.body, target: "#mend-live", swap: "outerHTML", values })
      .finally(() => { saving = false; settle(form, sent); save(form); });
  }

  function settle(form, sent) {
    const told = document.getElementById("mend-marks");
    const marks = told ? JSON.parse(told.textContent) : {};
    told?.remove();
    for (const box of boxes(form)) {
      if (!sent.has(box.name) || waiting.has(box.name)) continue;
      const line = box.closest("tr");
      line.classList.remove("saving");
      if (!(box.name in marks)) { asked.delete(box.name); continue; }  // not kept: the text stays
      box.nextElementSibling.value = sent.get(box.name).text;
      const said = line.querySelector(".cell-said");
      const judged = marks[box.name] !== null;
      said.textContent = judged ? marks[box.name] || form.dataset.understood : form.dataset.judged;
      said.classList.toggle("heed", Boolean(marks[box.name]) && said.classList.contains("heed"));
      line.classList.toggle("mended", judged && !marks[box.name]);
    }
  }

  document.addEventListener("change", (event) => { if (isBox(event.target)) ask(event.target); });
  document.addEventListener("keydown", (event) => {
    const box = event.target;
    if (!isBox(box)) return;
    if (event.key === "Enter") { event.preventDefault(); ask(box); }
    if (event.key === "Escape" && box.value !== begun(box)) { box.value = begun(box); event.stopPropagation(); }
    const steps = { ArrowDown: 1, ArrowUp: -1 };
    if (event.key in steps) {
      const all = boxes(box.form);
      all[all.indexOf(box) + steps[event.key]]?.focus();
      event.preventDefault();
    }
  });
  document.addEventListener("focusin", (event) => { if (isBox(event.target)) event.target.select(); });
  document.addEventListener("paste", (event) => {
    if (!isBox(event.target)) return;
    const texts = (event.clipboardData?.getData("text/plain") || "").replace(/\r/g, "").replace(/\n$/, "").split("\n");
    if (texts.length < 2) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const all = boxes(event.target.form);
    all.slice(all.indexOf(event.target)).forEach((box, at) => {
      if (at < texts.length) { box.value = texts[at].split("\t")[0].trim(); ask(box); }
    });
  }, true);
  document.addEventListener("submit", (event) => {
    if (event.target.matches(".mend-cells")) { event.preventDefault(); boxes(event.target).forEach(ask); }
  });
  // What was chosen for other causes meanwhile outlives the answer to one of them.
  const told = (form) => `${form.elements.path?.value} ${form.elements.value?.value}`;
  const choices = () => [...document.querySelectorAll(".cause-fix")];
  let chosen = new Map();
  document.addEventListener("htmx:beforeSwap", () => {
    chosen = new Map(choices().map((form) => [told(form), form.elements.meant.value]));
  });
  document.addEventListener("htmx:afterSwap", () => {
    for (const form of choices()) if (chosen.get(told(form))) form.elements.meant.value = chosen.get(told(form));
  });
  document.addEventListener("click", (event) => {
    const pick = event.target.closest("[data-picks-cause]");
    if (!pick) return;
    document.querySelectorAll(".cause.here").forEach((line) => line.classList.remove("here"));
    pick.closest(".cause").classList.add("here");
  });
})();
