// Progressive enhancement only: every page reads and links without this file.
(function () {
  "use strict";

  // Large type, light or dark: zhibu-early.js keeps what was chosen; here are the buttons.
  var choice = window.zhibuChoice;
  var buttons = Array.prototype.slice.call(document.querySelectorAll("[data-zb-choice]"));
  var ways = { size: ["", "large"], scheme: ["light", "dark"] };
  var chosen = function (name) {
    if (name === "size") return choice.read("size") === "large";
    return document.documentElement.getAttribute("data-md-color-scheme") === "slate";
  };
  var press = function () {
    buttons.forEach(function (button) { button.setAttribute("aria-pressed", String(chosen(button.dataset.zbChoice))); });
  };
  buttons.forEach(function (button) {
    button.addEventListener("click", function () {
      var name = button.dataset.zbChoice;
      choice.keep(name, ways[name][chosen(name) ? 0 : 1]);
      press();
    });
  });
  new MutationObserver(press).observe(document.documentElement, { attributeFilter: ["data-md-color-scheme", "data-zb-size"] });
  press();

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

  // A title breaks between words, and only a script knows where a Chinese word ends. A browser's dictionary parts 党 from
  // 支部 and 化 from 规范: a single character goes with what stands before it, 党 and what begins a clause with what follows.
  document.querySelectorAll("#zb-main :is(h1, h2, h3), .zb-kicker, .zb-kicker .zb-part").forEach(function (line) {
    if (line.childNodes.length === 1 && line.children.length) line = line.firstChild; // a heading that is a link
    if (line.children.length || !window.Intl || !Intl.Segmenter) return;
    var words = [];
    Array.from(new Intl.Segmenter("zh", { granularity: "word" }).segment(line.textContent)).forEach(function (word) {
      var last = words[words.length - 1];
      var single = word.segment.length === 1 && word.segment !== "党";
      var joins = word.isWordLike && last && last.kept && last.text.length < 8 && (single || last.text.length === 1);
      if (joins) last.text += word.segment;
      else words.push({ text: word.segment, kept: word.isWordLike && word.segment.length < 9 });
    });
    line.textContent = "";
    words.forEach(function (word) {
      var piece = document.createElement("span");
      piece.textContent = word.text;
      if (word.kept) piece.className = "zb-keep";
      line.append(word.kept ? piece : word.text);
    });
  });

  // The address of the page, to be copied or handed to another app, in the section on sharing and citing.
  document.querySelectorAll(".zb-cite").forEach(function (section) {
    var link = document.querySelector("link[rel=canonical]");
    var address = link ? link.href : location.href.split(/[?#]/)[0];
    var row = document.createElement("p");
    var said = document.createElement("span");
    said.setAttribute("role", "status");
    var add = function (label, act) {
      var button = document.createElement("button");
      button.type = "button";
      button.className = "zb-button zb-button--quiet";
      button.textContent = label;
      button.addEventListener("click", act);
      row.append(button, " ");
    };
    // Where no secure address is, as in many an intranet, there is only the old way.
    var byHand = function () {
      var field = document.createElement("textarea");
      field.value = address;
      field.readOnly = true;
      row.append(field);
      field.select();
      var done = false;
      try { done = document.execCommand("copy"); } catch (error) { /* told below */ }
      field.remove();
      return done;
    };
    var tell = function (done) { said.textContent = done ? "已复制。" : "没有复制成，请选中上面的地址再复制。"; };
    add("复制链接", function (event) {
      var button = event.currentTarget;
      var old = function () { tell(byHand()); button.focus(); };
      if (!navigator.clipboard) { old(); return; }
      navigator.clipboard.writeText(address).then(function () { tell(true); }, old);
    });
    if (navigator.share) {
      add("分享到……", function () {
        navigator.share({ title: document.title, url: address }).catch(function () { /* the reader thought better of it */ });
      });
    }
    row.append(said);
    section.firstElementChild.after(row);
  });

  // Filters of a list: form[data-zb-filter] names the list; items carry data-<name of the field>.
  var plain = function (text) { return text.toLowerCase().replace(/\s+/g, ""); };
  document.querySelectorAll("form[data-zb-filter]").forEach(function (form) {
    var list = document.querySelector(form.dataset.zbFilter);
    if (!list) return;
    var items = Array.prototype.map.call(list.querySelectorAll("[data-zb-item]"), function (node) {
      return { node: node, text: plain(node.textContent), data: node.dataset };
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
