// Progressive enhancement only: every page reads and links without this file.
(function () {
  "use strict";

  // Light or dark: the reader's choice, else the system's. The engine's own script does this too, and ninety other
  // things this site has no use for.
  var palette = document.querySelector("[data-md-component=palette]");
  if (palette) {
    var options = Array.prototype.slice.call(palette.querySelectorAll("input"));
    var paint = function (index) {
      var color = {};
      ["media", "scheme", "primary", "accent"].forEach(function (name) {
        color[name] = options[index].getAttribute("data-md-color-" + name);
        document.body.setAttribute("data-md-color-" + name, color[name]);
      });
      options.forEach(function (option, number) {
        option.checked = number === index;
        if (option.nextElementSibling) option.nextElementSibling.hidden = number !== index;
      });
      return { index: index, color: color };
    };
    var preferred = function () {
      return Math.max(0, options.findIndex(function (o) { return matchMedia(o.getAttribute("data-md-color-media")).matches; }));
    };
    // The key is that of partials/early.html.
    var key = new URL(document.querySelector(".zb-brand").href).pathname + ".__palette", chosen = null;
    try { chosen = JSON.parse(localStorage.getItem(key)); } catch (error) { /* storage is off, or holds something else */ }
    paint(chosen && options[chosen.index] ? chosen.index : preferred());
    palette.addEventListener("change", function (event) {
      chosen = paint(options.indexOf(event.target));
      try { localStorage.setItem(key, JSON.stringify(chosen)); } catch (error) { /* storage is off */ }
    });
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", function () { if (!chosen) paint(preferred()); });
  }

  // Menu button and groups of the navigation bar.
  var menu = document.getElementById("zb-menu");
  if (menu) {
    var tell = function () { menu.setAttribute("aria-expanded", String(menu.checked)); };
    menu.addEventListener("change", tell);
    menu.addEventListener("keydown", function (event) {
      if (event.key === "Enter") { menu.checked = !menu.checked; tell(); event.preventDefault(); }
    });
    tell();
  }
  var groups = Array.prototype.slice.call(document.querySelectorAll(".zb-nav__group"));
  var close = function (except) { groups.forEach(function (group) { if (group !== except) group.open = false; }); };
  groups.forEach(function (group) {
    group.addEventListener("toggle", function () { if (group.open) close(group); });
  });
  document.addEventListener("click", function (event) { if (!event.target.closest(".zb-nav__group")) close(null); });
  document.addEventListener("keydown", function (event) {
    if (event.key !== "Escape") return;
    groups.forEach(function (group) {
      if (group.open) { group.open = false; group.firstElementChild.focus(); }
    });
    if (menu && menu.checked) { menu.checked = false; tell(); menu.focus(); }
  });

  // Filters of a list: form[data-zb-filter] names the list; items carry data-<name of the field>.
  var plain = function (text) { return text.toLowerCase().replace(/\s+/g, ""); };
  document.querySelectorAll("form[data-zb-filter]").forEach(function (form) {
    var list = document.querySelector(form.dataset.zbFilter);
    if (!list) return;
    var items = Array.prototype.map.call(list.querySelectorAll("[data-zb-item]"), function (node) {
      return { node: node, text: plain(node.textContent + (node.dataset.text || "")), data: node.dataset };
    });
    var sections = Array.prototype.slice.call(list.querySelectorAll("[data-zb-group]"));
    var status = form.querySelector("[role=status]");
    var none = document.getElementById(list.id + "-none");
    var given = new URLSearchParams(location.search);
    Array.prototype.forEach.call(form.elements, function (field) {
      if (field.name && given.has(field.name)) field.value = given.get(field.name);
    });
    var apply = function () {
      var wanted = [], words = [], address = new URLSearchParams();
      Array.prototype.forEach.call(form.elements, function (field) {
        if (!field.name || !field.value) return;
        address.set(field.name, field.value);
        if (field.name === "q") words = field.value.split(/\s+/).map(plain).filter(Boolean);
        else wanted.push([field.name, field.value]);
      });
      var shown = 0;
      items.forEach(function (item) {
        var fits = wanted.every(function (pair) { return item.data[pair[0]] === pair[1]; }) &&
          words.every(function (word) { return item.text.indexOf(word) >= 0; });
        item.node.hidden = !fits;
        if (fits) shown += 1;
      });
      sections.forEach(function (section) { section.hidden = !section.querySelector("[data-zb-item]:not([hidden])"); });
      var filtered = wanted.length || words.length;
      if (status) status.textContent = filtered ? "符合条件 " + shown + " 个，共 " + items.length + " 个" : "";
      if (none) none.hidden = shown > 0;
      try { history.replaceState(null, "", filtered ? "?" + address : location.pathname + location.hash); } catch (error) { /* file: pages */ }
    };
    form.hidden = false;
    form.addEventListener("submit", function (event) { event.preventDefault(); });
    form.addEventListener("input", apply);
    if (location.search) apply();
  });
})();
