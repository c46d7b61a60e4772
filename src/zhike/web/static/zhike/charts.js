// Draws every [data-chart] from its JSON option, in the house's colours, again when light turns dark.
(() => {
  const style = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const drawn = new Map();

  function theme() {
    const axis = {
      axisLine: { lineStyle: { color: style("--line") } },
      axisTick: { show: false },
      axisLabel: { color: style("--soft"), fontSize: 12 },
      splitLine: { lineStyle: { color: style("--hair") } },
    };
    const dark = document.documentElement.dataset.bsTheme === "dark";
    return {
      color: dark
        ? ["#62c3c9", "#d9a55b", "#8fb0d6", "#b79bd0", "#a3bd7c", "#8b9a9f"]
        : ["#0b6b74", "#c07f24", "#5f86b3", "#8f6bab", "#71893f", "#9aa8ac"],
      backgroundColor: "transparent",
      textStyle: { fontFamily: style("--tblr-font-sans-serif"), color: style("--ink") },
      legend: { textStyle: { color: style("--soft") }, icon: "roundRect", itemWidth: 12, itemHeight: 8 },
      tooltip: {
        backgroundColor: style("--paper"), borderColor: style("--line"), textStyle: { color: style("--ink"), fontSize: 13 },
      },
      pie: { label: { color: style("--ink"), textBorderWidth: 0 } },
      categoryAxis: { ...axis, splitLine: { show: false } },
      valueAxis: { ...axis, axisLine: { show: false } },
      bar: { label: { color: style("--ink"), textBorderWidth: 0 } },
      line: { label: { color: style("--ink"), textBorderWidth: 0 }, symbolSize: 6 },
    };
  }

  function draw(box) {
    drawn.get(box)?.dispose();
    const option = JSON.parse(document.getElementById(`${box.id}-option`).textContent);
    const chart = echarts.init(box, theme(), { renderer: "svg", locale: "ZH" });
    chart.setOption({ animationDuration: 250, ...option });
    chart.on("click", ({ data }) => { if (data?.url) location.assign(data.url); });
    drawn.set(box, chart);
  }

  const all = (from) => from.querySelectorAll("[data-chart]");
  all(document).forEach(draw);
  document.addEventListener("htmx:afterSettle", (event) => all(event.target).forEach(draw));
  document.addEventListener("zhike:theme", () => all(document).forEach(draw));
  addEventListener("resize", () => drawn.forEach((chart) => chart.resize()));

  // ── copy as a picture, to paste into a chat ──
  function asPng(box) {
    const chart = drawn.get(box);
    const image = new Image();
    image.src = chart.getDataURL({ backgroundColor: style("--paper") });
    return image.decode().then(() => new Promise((give) => {
      const canvas = Object.assign(document.createElement("canvas"), { width: box.clientWidth * 2, height: box.clientHeight * 2 });
      canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
      canvas.toBlob(give, "image/png");
    }));
  }
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-copy-chart]");
    if (!button) return;
    const box = document.getElementById(button.dataset.copyChart);
    navigator.clipboard.write([new ClipboardItem({ "image/png": asPng(box) })])
      .then(() => document.dispatchEvent(new CustomEvent("zhike:said", { detail: { text: "图片已复制，可直接粘贴" } })));
  });
})();
