// Items of a collecting goal: the last empty box and the last empty row always have one more behind them.
(() => {
  const typed = (part) => [...part.querySelectorAll("input:not([type=hidden])")].some((box) => box.value);

  function another(list) {
    const last = [...list.querySelectorAll("[data-goal-item]")].at(-1);
    const fresh = last.cloneNode(true);
    const at = Number(last.querySelector("[name=row]").value) + 1;
    const [name, box, ...more] = fresh.querySelectorAll("input:not([type=hidden])");
    fresh.querySelector("[name=row]").value = at;
    Object.assign(name, { name: `item-${at}`, value: "" });
    Object.assign(box, { name: `of-${at}`, value: "" });
    more.forEach((one) => one.remove());
    last.after(fresh);
  }

  document.addEventListener("input", (event) => {
    const list = event.target.closest?.("[data-goal-items]");
    if (!list) return;
    const boxes = event.target.closest(".goal-boxes");
    if (boxes && boxes.lastElementChild.value) {
      const fresh = boxes.lastElementChild.cloneNode();
      fresh.value = "";
      boxes.append(fresh);
    }
    if (typed([...list.querySelectorAll("[data-goal-item]")].at(-1))) another(list);
  });
})();
