// Before anything is painted: what the reader chose stays, light or dark, large type or not. See zhibu.js.
(function () {
  "use strict";
  var page = document.documentElement;
  var site = new URL("../../", document.currentScript.src).pathname;
  var dark = matchMedia("(prefers-color-scheme: dark)");
  var kept = {};
  var read = function (name) {
    if (name in kept) return kept[name];
    try { return localStorage.getItem(site + ".zhibu." + name) || ""; } catch (error) { return ""; }
  };
  var paint = function () {
    page.setAttribute("data-md-color-scheme", (read("scheme") || (dark.matches ? "dark" : "light")) === "dark" ? "slate" : "default");
    if (read("size") === "large") page.setAttribute("data-zb-size", "large"); else page.removeAttribute("data-zb-size");
  };
  // Where nothing can be stored, a choice holds for the page it was made on.
  var keep = function (name, value) {
    kept[name] = value;
    try { localStorage.setItem(site + ".zhibu." + name, value); } catch (error) { /* private browsing */ }
    paint();
  };
  if (dark.addEventListener) dark.addEventListener("change", paint);
  addEventListener("storage", function () { kept = {}; paint(); });
  window.zhibuChoice = { read: read, keep: keep };
  page.classList.add("js");
  paint();
})();
