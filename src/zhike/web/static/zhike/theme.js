// Runs before anything is drawn, so that a dark page never flashes white.
(() => {
  const kept = localStorage.getItem("zhike-theme");
  const dark = kept ? kept === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  document.documentElement.dataset.bsTheme = dark ? "dark" : "light";
  document.documentElement.dataset.density = localStorage.getItem("zhike-density") || "dense";
})();
