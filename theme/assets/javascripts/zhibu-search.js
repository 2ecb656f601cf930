// Search: every page that contains all the words typed, as written. Runs on the search page only.
(() => {
  "use strict";
  const form = document.getElementById("zb-search");
  if (!form) return;
  const input = form.elements.namedItem("q");
  const status = document.getElementById("zb-status");
  const list = document.getElementById("zb-results");
  const kinds = document.getElementById("zb-kinds");
  const hints = document.getElementById("zb-hints");
  const root = new URL("../", location.href);
  const SHOWN = 50;
  let rows = null;
  let chosen = "";

  // Full-width letters, digits and punctuation are typed and stored in either form: compare both as one.
  const plain = (text) => text.normalize("NFKC").toLowerCase();

  async function load() {
    if (rows) return rows;
    status.textContent = "正在读取索引……";
    const answer = await fetch("index.json");
    if (!answer.ok) throw new Error(String(answer.status));
    rows = (await answer.json()).map(([address, title, kind, note, text]) => ({
      address, title, kind, note, text,
      inTitle: plain(title), inAll: plain(`${title} ${note} ${text}`),
    }));
    return rows;
  }

  function find(words) {
    return rows
      .filter((row) => words.every((word) => row.inAll.includes(word)))
      .map((row) => ({ row, score: words.filter((word) => row.inTitle.includes(word)).length }))
      .sort((a, b) => b.score - a.score)
      .map((hit) => hit.row);
  }

  function marked(text, words) {
    const box = document.createDocumentFragment();
    const low = plain(text);
    const safe = low.length === text.length; // marks only where both forms line up
    let at = 0;
    while (safe && at < text.length) {
      let next = -1, size = 0;
      for (const word of words) {
        const where = low.indexOf(word, at);
        if (where >= 0 && (next < 0 || where < next)) { next = where; size = word.length; }
      }
      if (next < 0) break;
      box.append(text.slice(at, next));
      const mark = document.createElement("mark");
      mark.textContent = text.slice(next, next + size);
      box.append(mark);
      at = next + size;
    }
    box.append(text.slice(at));
    return box;
  }

  function snippet(text, words) {
    const low = plain(text);
    const places = words.map((word) => low.indexOf(word)).filter((place) => place >= 0);
    const start = Math.max(0, Math.min(...(places.length ? places : [0])) - 24);
    return (start ? "……" : "") + text.slice(start, start + 90) + (start + 90 < text.length ? "……" : "");
  }

  function show(hits, words) {
    list.replaceChildren(...hits.slice(0, SHOWN).map((row) => {
      const item = document.createElement("li");
      item.className = "zb-hit";
      const link = document.createElement("a");
      link.href = new URL(row.address, root).href;
      link.append(marked(row.title, words));
      const about = document.createElement("p");
      about.className = "zb-hit__meta";
      about.textContent = row.note ? `${row.kind} · ${row.note}` : row.kind;
      const text = document.createElement("p");
      text.className = "zb-hit__text";
      text.append(marked(snippet(row.text, words), words));
      item.append(link, about, text);
      return item;
    }));
  }

  function offer(hits) {
    const counts = new Map();
    for (const row of hits) counts.set(row.kind, (counts.get(row.kind) || 0) + 1);
    if (chosen && !counts.has(chosen)) chosen = "";
    const legend = kinds.querySelector("legend");
    const options = [["", `全部 ${hits.length}`], ...[...counts].map(([kind, n]) => [kind, `${kind} ${n}`])];
    kinds.replaceChildren(legend, ...(counts.size > 1 ? options : []).map(([value, text]) => {
      const label = document.createElement("label");
      const radio = document.createElement("input");
      radio.type = "radio"; radio.name = "kind"; radio.value = value; radio.checked = value === chosen;
      label.append(radio, document.createTextNode(text));
      return label;
    }));
  }

  async function run() {
    const words = plain(input.value).split(/\s+/).filter(Boolean);
    const address = new URL(location.href);
    if (words.length) address.searchParams.set("q", input.value.trim()); else address.searchParams.delete("q");
    history.replaceState(null, "", address);
    if (hints) hints.hidden = words.length > 0;
    if (!words.length) { list.replaceChildren(); offer([]); status.textContent = ""; return; }
    try { await load(); } catch { status.textContent = "索引没有读到，请稍后再试，或从栏目查找。"; return; }
    const all = find(words);
    offer(all);
    const hits = chosen ? all.filter((row) => row.kind === chosen) : all;
    show(hits, words);
    status.textContent = hits.length
      ? `找到 ${hits.length} 条${hits.length > SHOWN ? `，先列出前 ${SHOWN} 条` : ""}。`
      : "没有找到。可以换一个词，或只输入其中几个字。";
  }

  let waiting = 0;
  form.addEventListener("submit", (event) => { event.preventDefault(); run(); });
  input.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(run, 150); });
  kinds.addEventListener("change", (event) => { chosen = event.target.value; run(); });
  input.value = new URL(location.href).searchParams.get("q") || "";
  if (input.value) run();
})();
