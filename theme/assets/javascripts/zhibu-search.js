// Search: every page on which each word typed stands exactly as typed. Runs on the search page only.
// The index lies in small files beside this page; what each holds is written in generator/site/search/.
(() => {
  "use strict";
  const form = document.getElementById("zb-search");
  if (!form) return;
  const input = form.elements.namedItem("q");
  const status = document.getElementById("zb-status");
  const list = document.getElementById("zb-results");
  const kinds = document.getElementById("zb-kinds");
  const hints = document.getElementById("zb-hints");
  const filters = document.getElementById("zb-narrow");
  const more = document.getElementById("zb-more");
  const proposals = document.getElementById("zb-suggest");
  // Stars and formation stand behind dots in what the index notes of a branch (documents.py).
  const markOf = (value) => `·${value}`;
  const selects = { area: form.elements.namedItem("area"), year: form.elements.namedItem("year") };
  // A branch's own site has neither.
  const marking = Object.fromEntries(["star", "mode"].map((name) => [name, form.elements.namedItem(name)]).filter(([, select]) => select));
  const here = new URL(".", location.href);
  const root = new URL("../", here);
  const PAGE = 10; // results shown at a time
  const BATCH = 6; // grams fetched at a time
  const VERIFY = 10; // so few candidates are checked by their text rather than by more grams
  const BLOCK_BITS = 10, GROUP_BITS = 4, SHORT = 16, TITLE = 256; // as in places, lists, grams
  const FRESH = 60_000; // milliseconds after which a new publication is looked for

  // --- words -------------------------------------------------------------------------------------------------------

  // Full-width and half-width, large and small letters are one, as in folding.py.
  const fold = (text) => text.normalize("NFKC").toLowerCase().replaceAll("ς", "σ");
  const BLANKS = /[\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/;
  const wordsOf = (query) => [...new Set(fold(query).split(BLANKS).filter(Boolean))];

  // The grams of a word: triples that cover it, each with its distance from the beginning; a shorter word is one itself.
  function gramsOf(word, number) {
    const points = Array.from(word, (char) => char.codePointAt(0));
    if (points.length < 3) return [{ number, at: 0, points: [points[0], points[1] || 0, 0] }];
    const grams = [];
    for (let at = 0; at < points.length; at += 3) {
      const from = Math.min(at, points.length - 3);
      grams.push({ number, at: from, points: points.slice(from, from + 3) });
    }
    return grams;
  }

  // --- files -------------------------------------------------------------------------------------------------------

  class Stale extends Error {}

  // From a disk nothing can be fetched: there each file is a script that hands its bytes over (offline.py).
  const disk = location.protocol === "file:";
  const handed = new Map();
  if (disk) window.zhibuFile = (name, data) => handed.set(name, data);
  const pageAt = (address) => new URL(disk ? `${address}index.html` : address, root).href;

  async function load(name) {
    const script = document.createElement("script");
    script.src = new URL(`${name}.js`, here).href;
    await new Promise((done) => {
      script.onload = script.onerror = done;
      document.head.append(script);
    });
    script.remove();
    if (!handed.has(name)) throw new Stale();
    const bytes = Uint8Array.from(atob(handed.get(name)), (char) => char.charCodeAt(0));
    handed.delete(name);
    return new Response(bytes);
  }

  // Always asked whether it is still the same: parts of two publications do not go together.
  async function get(name) {
    if (disk) return load(name);
    const answer = await fetch(new URL(name, here), { cache: "no-cache", credentials: "same-origin" });
    if (!answer.ok) throw new (answer.status === 404 ? Stale : Error)(`${name}: ${answer.status}`);
    return answer;
  }
  const getBytes = async (name) => new Uint8Array(await (await get(name)).arrayBuffer());
  const hex = (number) => number.toString(16).padStart(2, "0");
  const split = (number) => `${hex(number >>> 8)}/${hex(number & 255)}`;

  let library = null; // promise of what has been read of one publication
  let checked = 0;

  async function open() {
    if (library && Date.now() - checked > FRESH) {
      const [known, index] = await Promise.all([library, get("index.json").then((answer) => answer.json())]);
      if (known.index.version !== index.version) library = null;
      checked = Date.now();
    }
    if (!library) {
      checked = Date.now();
      library = Promise.all([get("index.json").then((answer) => answer.json()), getBytes("table.bin")])
        .then(([index, bytes]) => ({ index, table: readTable(index, bytes), shards: new Map(), groups: new Map() }));
      library.catch(() => { library = null; });
    }
    return library;
  }

  // What is fetched once is kept; what failed is forgotten, so that it can be tried again.
  function once(files, key, fetcher) {
    if (!files.has(key)) {
      const promise = fetcher();
      files.set(key, promise);
      promise.catch(() => files.delete(key));
    }
    return files.get(key);
  }

  // --- numbers -----------------------------------------------------------------------------------------------------

  class Bytes {
    constructor(data, at = 0) { this.data = data; this.at = at; }
    number() {
      let value = 0, unit = 1;
      for (;;) {
        const byte = this.data[this.at++];
        value += (byte & 127) * unit;
        if (byte < 128) return value;
        unit *= 128;
      }
    }
  }

  // One list of columns, as columns.py writes it.
  class Columns {
    constructor(data, at) { this.bytes = new Bytes(data, at); this.rows = this.bytes.number(); }
    column(count) {
      const values = new Int32Array(count), bytes = this.bytes, data = bytes.data;
      if (this.rows < SHORT) {
        for (let row = 0; row < count; row++) values[row] = bytes.number();
        return values;
      }
      if (!count) return values;
      const low = bytes.number(), size = bytes.number();
      let bit = bytes.at * 8;
      for (let row = 0; row < count; row++) {
        let over = 0;
        while (!(data[bit >>> 3] >>> (bit & 7) & 1)) { bit++; over++; }
        bit++;
        values[row] = over;
      }
      bit = (bytes.at + size) * 8;
      for (let row = 0; row < count; row++) {
        let rest = 0;
        for (let got = 0; got < low;) {
          const take = Math.min(8 - (bit & 7), low - got);
          rest |= (data[bit >>> 3] >>> (bit & 7) & ((1 << take) - 1)) << got;
          got += take; bit += take;
        }
        values[row] = (values[row] << low) | rest;
      }
      bytes.at += size + ((count * low + 7) >>> 3);
      return values;
    }
  }

  // Each block of a list with its columns, as lists.py says.
  function* blocksOf(data, at, end) {
    for (let block = 0; at < end;) {
      const bytes = new Bytes(data, at);
      block += bytes.number();
      const size = bytes.number();
      yield [block << BLOCK_BITS, new Columns(data, bytes.at)];
      at = bytes.at + size;
    }
  }

  function readTable(index, bytes) {
    const count = index.pages, slots = new Int32Array(count), facets = new Int32Array(count);
    let row = 0;
    for (const [start, columns] of blocksOf(bytes, 0, bytes.length)) {
      let slot = start;
      const gaps = columns.column(columns.rows);
      if (row + gaps.length > count) throw new Stale();
      columns.column(columns.rows).forEach((facet, number) => { facets[row + number] = facet; });
      for (const gap of gaps) { slot += gap; slots[row++] = slot; }
    }
    if (row < count) throw new Stale();
    const rowOf = new Int32Array(count ? slots[count - 1] + 1 : 0).fill(-1);
    slots.forEach((slot, number) => { rowOf[slot] = number; });
    return { slots, facets, rowOf };
  }

  // --- postings ----------------------------------------------------------------------------------------------------

  function shardOf(index, [first, second, third]) {
    let mixed = Math.imul(first, 0x9E3779B1) ^ second;
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x85EBCA6B) ^ third;
    mixed = Math.imul(mixed ^ (mixed >>> 13), 0xC2B2AE35);
    mixed ^= mixed >>> 16;
    return (mixed >>> 0) % (2 ** index.shards);
  }

  // Where the list of a gram lies in its shard: from, to; nowhere if no page holds the gram.
  function listOf(data, [first, second, third]) {
    const view = new DataView(data.buffer, data.byteOffset), count = view.getUint32(0, true);
    const high = first * 1024 + (second >>> 11), low = ((second & 2047) * 2097152 + third) >>> 0;
    let from = 0, to = count;
    while (from < to) {
      const middle = (from + to) >>> 1;
      const there = view.getUint32(8 + 8 * middle, true);
      if (there < high || (there === high && view.getUint32(4 + 8 * middle, true) < low)) from = middle + 1;
      else to = middle;
    }
    const found = from < count && view.getUint32(8 + 8 * from, true) === high && view.getUint32(4 + 8 * from, true) === low;
    if (!found) return [0, 0];
    const ends = 4 + 8 * count, start = ends + 4 * count;
    const end = (number) => (number < 0 ? 0 : view.getUint32(ends + 4 * number, true));
    return [start + end(from - 1), start + end(from)];
  }

  // The list of a gram: bytes, from, to. A long list has a file of its own.
  async function fetched({ index, shards }, points) {
    if (index.heavy.includes(String.fromCodePoint(...points.filter(Boolean)))) {
      const [first, second, third] = points.map(BigInt);
      const key = ((first << 42n) | (second << 21n) | third).toString(16).padStart(16, "0");
      const data = await once(shards, key, () => getBytes(`heavy/${key}.bin`));
      return [data, 0, data.length];
    }
    const shard = shardOf(index, points);
    const data = await once(shards, shard, () => getBytes(`grams/${split(shard)}.bin`));
    return [data, ...listOf(data, points)];
  }

  // Where a gram stands: row of the table → places; of a pair or single character only whether it is in the title.
  async function postings(books, gram) {
    const rows = new Map();
    for (const [start, columns] of blocksOf(...await fetched(books, gram.points))) {
      const gaps = columns.column(columns.rows);
      let places = null, times = null;
      if (gram.points[2]) {
        let single = 0, total = 0, next = 0;
        for (const gap of gaps) single += gap & 1;
        const repeated = columns.column(columns.rows - single);
        times = gaps.map((gap) => (gap & 1 ? 1 : repeated[next++] + 2));
        for (const count of times) total += count;
        places = columns.column(total);
      }
      let slot = start, from = 0;
      gaps.forEach((gap, number) => {
        slot += gap >> 1;
        const row = books.table.rowOf[slot] ?? -1;
        if (row < 0) throw new Stale();
        if (!places) { rows.set(row, gap & 1 ? IN_TITLE : ELSEWHERE); return; }
        const mine = places.subarray(from, from + times[number]);
        for (let n = 1; n < mine.length; n++) mine[n] += mine[n - 1] + 1;
        from += times[number];
        rows.set(row, mine);
      });
    }
    return rows;
  }
  const IN_TITLE = [0], ELSEWHERE = [TITLE];

  // Pages on which the grams fetched so far of one word stand as they do in the word: row → where the word begins.
  function joined(parts) {
    const [one, ...others] = parts.toSorted ? parts.toSorted(bySize) : [...parts].sort(bySize);
    const rows = new Map();
    for (const [row, places] of one.rows) {
      let begins = Array.from(places, (place) => place - one.gram.at);
      for (const other of others) {
        const there = other.rows.get(row);
        if (!there) { begins = []; break; }
        begins = both(begins, there, other.gram.at);
        if (!begins.length) break;
      }
      if (begins.length) rows.set(row, begins);
    }
    return rows;
  }
  const bySize = (one, other) => one.rows.size - other.rows.size;

  function both(begins, places, at) {
    const kept = [];
    let next = 0;
    for (const begin of begins) {
      while (next < places.length && places[next] < begin + at) next++;
      if (places[next] === begin + at) kept.push(begin);
    }
    return kept;
  }

  // Every page found, with how many of the words stand in its title.
  async function find(books, words) {
    const waiting = spread(words.map(gramsOf));
    const parts = words.map(() => []);
    while (waiting.length) {
      const batch = waiting.splice(0, BATCH);
      const rows = await Promise.all(batch.map((gram) => postings(books, gram)));
      batch.forEach((gram, number) => parts[gram.number].push({ gram, rows: rows[number] }));
      const known = parts.filter((part) => part.length).map(joined).sort((a, b) => a.size - b.size);
      const candidates = [...known[0].keys()].filter((row) => known.every((rows) => rows.has(row)));
      if (!candidates.length) return [];
      if (waiting.length && candidates.length <= VERIFY) {
        const found = await verified(books, words, candidates);
        if (found) return found;
      }
      if (!waiting.length) {
        return candidates.map((row) => ({ row, score: known.filter((rows) => rows.get(row)[0] < TITLE).length }));
      }
    }
    return [];
  }

  // The grams of all words, those far apart first, so that few of a long text narrow it down.
  function spread(grams) {
    const all = grams.flat();
    if (all.length <= BATCH) return all;
    const stride = Math.ceil(all.length / BATCH);
    return all.map((gram, place) => [place % stride, place, gram])
      .sort((one, other) => one[0] - other[0] || one[1] - other[1]).map((entry) => entry[2]);
  }

  async function verified(books, words, candidates) {
    const pages = await Promise.all(candidates.map((row) => pageOf(books, row)));
    if (pages.some((page) => page.long)) return null;
    return candidates.map((row, number) => {
      const { note, text } = pages[number];
      const name = fold(named(pages[number])), all = `${name} ${fold(note)} ${fold(text)}`;
      const found = words.every((word) => all.includes(word));
      return found && { row, score: words.filter((word) => name.includes(word)).length };
    }).filter(Boolean);
  }

  // What counts as a title, as in document.py.
  const named = ({ title, kind, note }) => (["活动", "数据"].includes(kind) ? `${title} ${note.split(" · ")[0]}` : title);

  async function pageOf(books, row) {
    const slot = books.table.slots[row], group = slot >> GROUP_BITS;
    const file = `pages/${split(group)}.json`;
    const pages = await once(books.groups, group, async () => (await get(file)).json());
    const found = pages.find((page) => page[0] === slot);
    if (!found) throw new Stale();
    const [, address, title, kind, note, , , text, long] = found;
    return { slot, address, title, kind, note, text, long };
  }

  // The text in which to show the words: of a long one the beginning will often do.
  async function textOf(books, page, words) {
    const shown = fold(`${page.title} ${page.note} ${page.text}`);
    if (!page.long || words.every((word) => shown.includes(word))) return page.text;
    const name = `long/${page.slot.toString(16)}.txt`;
    return once(books.groups, name, async () => (await get(name)).text());
  }

  // --- results -----------------------------------------------------------------------------------------------------

  // In the title first; then what holds until further notice; then the newest. After them pages that only list what has
  // pages of its own, unless their title was asked for; then what goes on with another page; last what is for editors.
  const LISTS = ["栏目", "区域"], GUIDE = "编辑指南";
  function ordered({ index, table }, hits) {
    const facets = (hit) => index.facets[table.facets[hit.row]];
    const keyed = hits.map((hit) => {
      const [kind, , period, behind] = facets(hit);
      const last = kind === GUIDE ? 3 : behind > 1 ? 2 : !hit.score && LISTS.includes(kind) ? 1 : 0;
      return { hit, last, age: period || "~", behind };
    });
    const byAge = (a, b) => (a.age < b.age ? 1 : a.age > b.age ? -1 : 0);
    return keyed.sort((a, b) => a.last - b.last || b.hit.score - a.hit.score || byAge(a, b) || a.behind - b.behind
      || a.hit.row - b.hit.row).map(({ hit }) => hit);
  }

  function facetsOf({ index, table }, { row }) {
    const [kind, area, period] = index.facets[table.facets[row]];
    return { kind, area, year: period.slice(0, 4) };
  }

  const chosen = { kind: "", area: "", year: "" };
  const narrowing = { star: "", mode: "" };

  // Each choice counts what the other two leave.
  function counted(books, hits) {
    const counts = { kind: new Map(), area: new Map(), year: new Map() };
    const kept = [];
    for (const hit of hits) {
      const facets = facetsOf(books, hit);
      const missed = Object.keys(chosen).filter((name) => chosen[name] && chosen[name] !== facets[name]);
      if (!missed.length) kept.push(hit);
      for (const name of Object.keys(chosen)) {
        if (facets[name] && missed.every((other) => other === name)) {
          counts[name].set(facets[name], (counts[name].get(facets[name]) || 0) + 1);
        }
      }
    }
    return { counts, kept };
  }

  function offer(counts) {
    const legend = kinds.querySelector("legend");
    const byCount = (a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1);
    const sum = [...counts.kind.values()].reduce((total, count) => total + count, 0);
    const focused = kinds.contains(document.activeElement);
    const some = counts.kind.size > 1 || chosen.kind;
    const options = some ? [["", sum], ...withChosen(counts.kind, chosen.kind).sort(byCount)] : [];
    kinds.replaceChildren(legend, ...options.map(([value, count]) => {
      const label = document.createElement("label");
      const radio = document.createElement("input");
      radio.type = "radio"; radio.name = "kind"; radio.value = value; radio.checked = value === chosen.kind;
      label.append(radio, document.createTextNode(`${value || "全部"} ${count}`));
      return label;
    }));
    if (focused) kinds.querySelector(":checked")?.focus();
    const byYear = (a, b) => (a[0] < b[0] ? 1 : -1);
    const branches = counts.kind.has("党支部") && (!chosen.kind || chosen.kind === "党支部");
    for (const [name, select] of Object.entries(marking)) {
      select.value = narrowing[name];
      select.closest("label").hidden = !branches && !narrowing[name];
    }
    for (const [name, order] of [["area", byCount], ["year", byYear]]) {
      const entries = withChosen(counts[name], chosen[name]).sort(order);
      const label = (value) => (name === "year" ? `${value}年` : value);
      selects[name].replaceChildren(
        new Option("全部", ""), ...entries.map(([value, count]) => new Option(`${label(value)}（${count}）`, value)),
      );
      selects[name].value = chosen[name];
      selects[name].closest("label").hidden = !entries.length;
    }
    const chosenNow = Object.values({ ...chosen, ...narrowing }).filter(Boolean);
    filters.querySelector("summary span").textContent = chosenNow.length ? `：${chosenNow.join("、")}` : "";
    filters.hidden = !filters.querySelector("label:not([hidden])");
  }

  // What is chosen stays on offer where it finds nothing, so that it can be seen and taken back.
  const withChosen = (counts, value) => (!value || counts.has(value) ? [...counts] : [...counts, [value, 0]]);

  // Where each unit of the folded text lies in the text as written.
  function lined(text) {
    const low = fold(text);
    if (low.length === text.length) return { low, at: (place) => place };
    const places = [];
    let built = "", from = 0;
    for (const char of text) {
      const part = fold(char);
      for (let n = 0; n < part.length; n++) places.push(from);
      built += part;
      from += char.length;
    }
    places.push(from);
    return { low: built, at: (place) => places[place] };
  }

  function marked(text, words) {
    const box = document.createDocumentFragment();
    const { low, at } = lined(text);
    let done = 0;
    for (;;) {
      let next = -1, size = 0;
      for (const word of words) {
        const where = low.indexOf(word, done);
        if (where >= 0 && (next < 0 || where < next || (where === next && word.length > size))) {
          next = where; size = word.length;
        }
      }
      if (next < 0) break;
      const mark = document.createElement("mark");
      mark.textContent = text.slice(at(next), at(next + size));
      box.append(text.slice(at(done), at(next)), mark);
      done = next + size;
    }
    box.append(text.slice(at(done)));
    return box;
  }

  // Blanks that tell more than that words are apart (visible.py), as a reader would write them.
  const spelled = (text) => text.replace(/([。；：，、！？…]?)([\t\n])/g, (_, end, blank) => end || (blank === "\t" ? "：" : "；"));

  // Where the stretch begins that shows the most of the words, what a page says below its head before the head itself.
  function densest(low, words, rest) {
    const found = [];
    for (const word of words) {
      for (let at = low.indexOf(word); at >= 0; at = low.indexOf(word, at + 1)) found.push([at, word]);
    }
    found.sort((a, b) => (a[0] < rest) - (b[0] < rest) || a[0] - b[0]);
    let best = rest, most = 0;
    found.forEach(([place], number) => {
      const seen = new Set();
      const near = (there) => there >= place && there < place + 60;
      for (let next = number; next < found.length && near(found[next][0]); next++) seen.add(found[next][1]);
      if (seen.size > most) { most = seen.size; best = place; }
    });
    return best;
  }

  function snippet(shown, words, long) {
    const text = spelled(shown), { low, at } = lined(text);
    const rest = low.indexOf("\f") + 1, best = densest(low, words, rest);
    let start = Math.max(best < rest ? 0 : at(rest), at(best) - 24);
    const whole = (place) => (/[\udc00-\udfff]/.test(text[place] || "") ? place + 1 : place);
    start = whole(start);
    const end = whole(start + 90);
    const on = end < text.length || long;
    const cut = start > (best < rest ? 0 : at(rest));
    return (cut ? "……" : "") + text.slice(start, end).replace("\f", " ") + (on ? "……" : "");
  }

  function item(page, shown, words) {
    const box = document.createElement("li");
    box.className = "zb-hit";
    const link = document.createElement("a");
    link.href = pageAt(page.address);
    link.append(marked(page.title, words));
    const about = document.createElement("p");
    about.className = "zb-hit__meta";
    about.textContent = page.note ? `${page.kind}\u00a0· ${page.note.replace(/ ?· ?/g, "\u00a0· ")}` : page.kind;
    const text = document.createElement("p");
    text.className = "zb-hit__text";
    text.append(marked(snippet(shown, words, page.long && shown === page.text), words));
    box.append(link, about, text);
    return box;
  }

  // --- the page ----------------------------------------------------------------------------------------------------

  let turn = 0; // a newer query makes an older one fall silent
  let result = null; // { words, books, hits, kept, shown }

  function remember() {
    const address = new URL(location.href);
    address.hash = ""; // it led to the field
    for (const [name, value] of Object.entries({ q: input.value.trim(), ...chosen, ...narrowing })) {
      if (value) address.searchParams.set(name, value); else address.searchParams.delete(name);
    }
    try { history.replaceState(null, "", address); } catch { /* a page from a disk keeps its address */ }
  }

  function clear() {
    result = null;
    list.replaceChildren();
    more.hidden = true;
    offer({ kind: new Map(), area: new Map(), year: new Map() });
  }

  // What is looked for where nothing stands on a page as typed: without punctuation and apart where letters or digits
  // meet Chinese; in Simplified characters; both.
  const apart = (words) => [...new Set(words.flatMap((word) => word
    .replace(/([0-9][年月日])(?=.)/gu, "$1 ").replace(/([a-z0-9])(?![年月日])(?=\p{Script=Han})/gu, "$1 ").replace(/(\p{Script=Han})(?=[a-z0-9])/gu, "$1 ")
    .split(/[\s\p{P}\p{S}]+/u)).filter(Boolean))];

  let simple = null; // promise of Traditional → Simplified
  async function simplified(words) {
    simple ||= new Promise((done) => {
      const script = document.createElement("script");
      script.src = new URL("assets/javascripts/zhibu-simplified.js", root).href;
      script.onload = script.onerror = () => {
        const [from, to] = [...(window.zhibuSimplified || ["", ""])].map((text) => [...text]);
        done(new Map(from.map((char, number) => [char, to[number]])));
      };
      document.head.append(script);
    });
    const table = await simple;
    return words.map((word) => Array.from(word, (char) => table.get(char) || char).join(""));
  }

  async function* waysOf(words) {
    yield words;
    yield apart(words);
    const plain = await simplified(words);
    yield plain;
    yield apart(plain);
  }

  async function search(books, words, marks) {
    const tried = new Set();
    if (!words.length) return { words, hits: await find(books, marks) };
    for await (const way of waysOf(words)) {
      const key = way.join(" ");
      if (!way.length || tried.has(key)) continue;
      tried.add(key);
      const hits = await find(books, [...way, ...marks]);
      if (hits.length) return { words: way, hits, instead: tried.size > 1 };
    }
    return { words, hits: [] };
  }

  async function run() {
    const mine = ++turn;
    const words = wordsOf(input.value);
    const marks = Object.keys(narrowing).filter((name) => narrowing[name]).map((name) => markOf(narrowing[name]));
    remember();
    if (hints) hints.hidden = words.length > 0 || marks.length > 0;
    if (!words.length && !marks.length) { clear(); status.textContent = ""; return; }
    const slow = setTimeout(() => { if (mine === turn) status.textContent = "正在查找……"; }, 300);
    try {
      for (let attempt = 0; ; attempt++) {
        try {
          const books = await open();
          const found = await search(books, words, marks);
          const hits = ordered(books, found.hits);
          if (mine !== turn) return;
          result = { words: found.words, instead: found.instead, books, hits };
          await narrow(mine);
          return;
        } catch (error) {
          // The site was published anew between two requests: once more, with everything new.
          if (!(error instanceof Stale) || attempt) throw error;
          library = null;
        }
      }
    } catch (error) {
      console.warn(error);
      if (mine !== turn) return;
      clear();
      status.textContent = "索引没有读到，请稍后再试，或从栏目查找。";
    } finally { clearTimeout(slow); }
  }

  async function narrow(mine = turn) {
    const { counts, kept } = counted(result.books, result.hits);
    const items = await Promise.all(itemsOf(kept.slice(0, PAGE)));
    if (mine !== turn) return;
    offer(counts);
    Object.assign(result, { kept, shown: items.length });
    list.replaceChildren(...items);
    tell();
  }

  function itemsOf(hits) {
    const { words, books } = result;
    return hits.map(async ({ row }) => {
      const page = await pageOf(books, row);
      return item(page, await textOf(books, page, words), words);
    });
  }

  function tell() {
    const { kept, hits, shown } = result;
    const left = kept.length - shown;
    more.hidden = left <= 0;
    more.textContent = `再列 ${Math.min(PAGE, left)} 条`;
    const other = result.instead ? `，按“${result.words.join(" ")}”查` : "";
    if (kept.length) status.textContent = `找到 ${kept.length} 条${left > 0 ? `，已列出 ${shown} 条` : ""}${other}。`;
    else if (hits.length) status.textContent = "所选范围内没有。把范围、区域和年份改回“全部”再看。";
    else status.textContent = "没有找到。可以换一个词，或只输入其中几个字。";
  }

  async function showMore() {
    const mine = turn, { kept, shown } = result;
    more.disabled = true;
    try {
      const items = await Promise.all(itemsOf(kept.slice(shown, shown + PAGE)));
      if (mine !== turn || result.shown !== shown) return;
      list.append(...items);
      result.shown += items.length;
      tell();
      items[0]?.querySelector("a").focus();
    } catch (error) {
      if (error instanceof Stale) { library = null; await run(); }
      else { console.warn(error); status.textContent = "后面的结果没有读到，请再按一次。"; }
    } finally { more.disabled = false; }
  }

  // Whoever asks wants to see what was found: on a low screen it is below the field, and a keyboard may lie over it.
  function reveal() {
    if (matchMedia("(pointer: coarse)").matches) input.blur();
    const first = list.firstElementChild;
    if (first && first.getBoundingClientRect().top > innerHeight * 0.75) status.scrollIntoView({ block: "start" });
  }

  // A choice needs no new search, unless what was found is from another publication.
  async function choose(name, value) {
    chosen[name] = value;
    remember();
    if (!result) return;
    try { await narrow(++turn); } catch { await run(); }
  }

  let waiting = 0;
  let composing = false;
  const soon = () => { clearTimeout(waiting); waiting = setTimeout(() => { run(); propose(); }, 150); };
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    clearTimeout(waiting);
    show(false);
    await run();
    reveal();
  });
  input.addEventListener("compositionstart", () => { composing = true; });
  input.addEventListener("compositionend", () => { composing = false; soon(); });
  input.addEventListener("input", () => { if (!composing) soon(); });
  kinds.addEventListener("change", (event) => choose("kind", event.target.value));
  for (const name of Object.keys(selects)) {
    selects[name].addEventListener("change", (event) => choose(name, event.target.value));
  }
  for (const name of Object.keys(marking)) {
    marking[name].addEventListener("change", (event) => { narrowing[name] = event.target.value; run(); });
  }
  more.addEventListener("click", showMore);

  // --- suggestions: names of things that have a page ---------------------------------------------------------------

  const OFFERED = 7;
  let names = null; // promise of [title, kind, address, folded title]
  let active = -1;

  function known() {
    names ||= get("suggest.json").then((answer) => answer.json())
      .then((rows) => rows.map((row) => [...row, fold(row[0])]), () => []);
    return names;
  }

  // Titles that begin with what is typed stand first, then those in which all words stand; short ones before long ones.
  async function propose() {
    const words = wordsOf(input.value), typed = words.join(" ");
    const rows = words.length ? await known() : [];
    const fitting = (asked) => rows.filter((row) => asked.every((word) => row[3].includes(word)));
    let found = fitting(words);
    if (!found.length && words.length) found = fitting(await simplified(words));
    if (typed !== wordsOf(input.value).join(" ") || document.activeElement !== input) return;
    const rank = (row) => (row[3].startsWith(typed) ? 0 : 1);
    found.sort((a, b) => rank(a) - rank(b) || a[3].length - b[3].length || (a[3] < b[3] ? -1 : 1));
    proposals.replaceChildren(...found.slice(0, OFFERED).map(([title, kind, address], number) => {
      const row = document.createElement("li");
      row.id = `zb-suggest-${number}`;
      row.setAttribute("role", "option");
      row.setAttribute("aria-selected", "false");
      row.dataset.href = pageAt(address.split("#")[0]) + (address.includes("#") ? `#${address.split("#")[1]}` : "");
      const name = document.createElement("span");
      name.append(marked(title, words));
      const about = document.createElement("small");
      about.textContent = kind;
      row.append(name, about);
      return row;
    }));
    show(found.length > 0);
  }

  function show(visible) {
    proposals.hidden = !visible;
    input.setAttribute("aria-expanded", String(visible));
    point(-1);
  }

  function point(number) {
    const rows = [...proposals.children];
    active = rows.length ? (number + rows.length + 1) % (rows.length + 1) : -1;
    if (number < 0 || active === rows.length) active = -1;
    rows.forEach((row, place) => row.setAttribute("aria-selected", String(place === active)));
    if (active < 0) input.removeAttribute("aria-activedescendant");
    else input.setAttribute("aria-activedescendant", rows[active].id);
    rows[active]?.scrollIntoView({ block: "nearest" });
  }

  const roles = { role: "combobox", "aria-autocomplete": "list", "aria-controls": "zb-suggest", "aria-expanded": "false" };
  for (const [name, value] of Object.entries(roles)) input.setAttribute(name, value);
  input.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "Escape" && !proposals.hidden) { show(false); event.preventDefault(); }
    else if (proposals.hidden) return;
    else if (event.key === "ArrowDown") { point(active + 1); event.preventDefault(); }
    else if (event.key === "ArrowUp") { point(active < 0 ? proposals.children.length - 1 : active - 1); event.preventDefault(); }
    else if (event.key === "Enter" && active >= 0) { location.href = proposals.children[active].dataset.href; event.preventDefault(); }
  });
  input.addEventListener("blur", () => show(false));
  proposals.addEventListener("mousedown", (event) => event.preventDefault());
  proposals.addEventListener("click", (event) => {
    const row = event.target.closest("[data-href]");
    if (row) location.href = row.dataset.href;
  });

  // Where there is room the filters stand open; otherwise a reader opens them.
  filters.open = matchMedia("(min-width: 60em) and (min-height: 45em)").matches
    && document.documentElement.dataset.zbSize !== "large";
  const asked = new URL(location.href).searchParams;
  input.value = asked.get("q") || "";
  for (const name of Object.keys(chosen)) chosen[name] = asked.get(name) || "";
  for (const name of Object.keys(narrowing)) narrowing[name] = asked.get(name) || "";
  clear();
  if (input.value || narrowing.star || narrowing.mode) run();
  else open().catch(() => {}); // while the reader types; a failure is told when it matters
})();
