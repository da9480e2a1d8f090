// Reads the index below search/: cuts a query as the build cut the texts, loads the few files that it needs, and says
// which articles have it. A classic script; the files are classic scripts that call it. The definition is in meta.js.
var dossierSearch = (function () {
  "use strict";
  const loads = new Map(), kept = new Map(), heads = new Map();
  let home = "search/", rules = null, traditional = new Map();

  // Files: each is loaded once, and hands its values over; one that cannot be had counts as empty.
  function load(path) {
    if (!loads.has(path)) {
      loads.set(path, new Promise((done) => {
        const script = document.createElement("script");
        script.src = home + path + ".js";
        script.onload = script.onerror = () => { script.remove(); done(); };
        document.head.append(script);
      }));
    }
    return loads.get(path);
  }
  async function open(folder) {
    home = folder;
    await load("meta");
    if (!rules) { return null; }
    const run = "[" + rules.run + "]";
    rules.pieces = new RegExp("(" + run + "+(?:" + rules.joint + run + "+)*)|([" + rules.word + "]+)", "gu");
    rules.is = new RegExp(run, "u");
    rules.strip = new RegExp("[" + rules.forbidden + "]", "gu");
    rules.accents = new RegExp("[" + rules.marks + "]", "gu");
    rules.letters = new Map(rules.folded);
    return rules;
  }

  // Words: the same steps as in dossier/render/search/tokens.py.
  function plain(text) {
    text = text.replace(rules.strip, "").normalize("NFKC").toLowerCase();
    text = text.normalize("NFD").replace(rules.accents, "").normalize("NFC");
    return Array.from(text, (c) => traditional.get(c) || rules.letters.get(c) || c).join("");
  }
  function pieces(text) { // [{run: […characters]} or {word}], each once
    const found = new Map();
    for (const [whole, run] of plain(text).matchAll(rules.pieces)) {
      const word = Array.from(whole).slice(0, rules.longest[1]).join("");
      if (run) { found.set(run, {run: Array.from(run), text: run}); } else { found.set(word, {word, text: whole}); }
    }
    return [...found.values()];
  }

  // Lists of numbers.
  function summed(gaps) {
    let last = -1;
    return gaps.map((gap) => (last += gap + 1));
  }
  function steps(text) {
    const found = [], base = rules.digits.length >> 1;
    let number = 0, place = 1;
    for (const char of text) {
      const digit = rules.digits.indexOf(char);
      number += digit % base * place;
      place *= base;
      if (digit < base) { found.push(number); number = 0; place = 1; }
    }
    return found;
  }
  function decode(text) {
    if (text[0] === "~") {
      const found = [];
      for (let at = 1; at < text.length; at++) {
        const six = rules.digits.indexOf(text[at]);
        for (let bit = 0; bit < 6; bit++) { if (six >> 5 - bit & 1) { found.push((at - 1) * 6 + bit); } }
      }
      return found;
    }
    if (text[0] !== "^") { return summed(steps(text)); }
    const [total, ...gaps] = steps(text.slice(1)), absent = new Set(summed(gaps));
    return Array.from({length: total}, (_, number) => number).filter((number) => !absent.has(number));
  }
  function entries(text) { // key → list as it stands
    const found = new Map();
    let key = "";
    for (const entry of text.split("|")) {
      const gap = entry.indexOf(" "), said = entry.slice(gap + 1);
      key = key.slice(0, rules.shared.indexOf(entry[0])) + entry.slice(1, gap);
      found.set(key, said === "=" ? found.get(key.replace(/.$/u, "")) : said);
    }
    return found;
  }

  // Look-ups.
  function place(key) { // of the last file whose first key is not after this one
    let low = 0, high = rules.first.length;
    while (low < high) {
      const middle = low + high >> 1;
      if (rules.first[middle] <= key) { low = middle + 1; } else { high = middle; }
    }
    return low - 1;
  }
  async function shard(at) {
    const first = rules.first[at];
    if (!kept.has(first)) {
      await load("i/" + first.split("").map((c) => c.charCodeAt(0).toString(16).padStart(4, "0")).join(""));
    }
    if (typeof kept.get(first) === "string") { kept.set(first, entries(kept.get(first))); }
    return kept.get(first) || new Map();
  }
  async function list(key) { // sorted numbers; null: no such key
    const at = place(key), said = at < 0 ? undefined : (await shard(at)).get(key);
    return said === undefined ? null : decode(said);
  }
  async function beginning(prefix) { // the numbers of all keys that begin so
    const found = new Set();
    for (let at = Math.max(0, place(prefix)); at < rules.first.length; at++) {
      if (rules.first[at] > prefix && !rules.first[at].startsWith(prefix)) { break; }
      for (const [key, said] of await shard(at)) { if (key.startsWith(prefix)) { decode(said).forEach((n) => found.add(n)); } }
    }
    return [...found].sort((a, b) => a - b);
  }
  async function longest(space, run) { // [length, numbers] of the longest indexed beginning; [0]: there is none
    for (let length = Math.min(run.length, rules.longest[0]); length; length--) {
      const numbers = await list(space + run.slice(0, length).join(""));
      if (numbers) { return [length, numbers]; }
    }
    return [0, []];
  }
  async function withRun(space, run) { // {numbers, exact}
    const [length, numbers] = await longest(space, run);
    if (length === run.length) { return {numbers, exact: true}; }
    // What many have is continued by whatever follows it: what is not there, nobody has.
    if (!length || length < rules.longest[0] && numbers.length > rules.few) { return {numbers: [], exact: true}; }
    let left = numbers;
    for (let at = 1; at < run.length && left.length > enough; at++) {
      const [more, others] = await longest(space, run.slice(at)), have = new Set(others);
      if (more < Math.min(run.length - at, rules.longest[0]) && others.length > rules.few) { return {numbers: [], exact: true}; }
      left = left.filter((number) => have.has(number));
      at += Math.max(0, more - 2);
    }
    return {numbers: left, exact: false};
  }
  // The texts of so many are looked into without asking the index for more: a page shows that many results.
  const enough = 20;

  // What has all pieces of a query. numbers: sorted; exact: false if some of them may have the pieces apart only.
  // space: "" for texts, rules.spaces for titles and names.
  async function find(query, space) {
    if (rules.is.test(query.normalize("NFKC"))) { await load("fold"); }
    const wanted = pieces(query);
    let numbers = null, exact = true;
    for (const piece of wanted) {
      const found = piece.run ? await withRun(space || "", piece.run)
        : {numbers: await beginning((space || "") + piece.word), exact: piece.word === piece.text};
      const have = new Set(found.numbers);
      numbers = numbers ? numbers.filter((number) => have.has(number)) : found.numbers;
      exact = exact && found.exact;
    }
    return {numbers: numbers || [], exact, pieces: wanted};
  }

  // Results: head and paragraphs of an article; whether its texts have all pieces of a query.
  async function read(number) { // {head, paragraphs: [[id, text], …]}; null: it cannot be had
    await load("a/" + Math.floor(number / rules.sizes[0]) + "/" + number);
    const found = heads.get(number);
    if (found && typeof found.paragraphs === "string") { found.paragraphs = await inflated(found); }
    return found || null;
  }
  async function inflated({paragraphs, encoding}) { // without the means to unpack, a result has no sentences
    if (!paragraphs || !self.DecompressionStream) { return []; }
    const bytes = Uint8Array.from(atob(paragraphs), (c) => c.charCodeAt(0));
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
    return JSON.parse(new TextDecoder(rules.encodings[encoding]).decode(await new Response(stream).arrayBuffer()));
  }
  function has(article, wanted) {
    if (!article) { return false; }
    const text = plain([article.head[1], ...article.paragraphs.map((one) => one[1])].join("\n"));
    const words = Array.from(text.matchAll(rules.pieces), (found) => found[2] || "");
    return wanted.every((piece) => piece.run ? text.includes(piece.text) : words.some((word) => word.startsWith(piece.text)));
  }
  async function search(query) { // the numbers of exactly the articles that have all pieces
    const found = await find(query);
    if (found.exact) { return found.numbers; }
    const articles = await Promise.all(found.numbers.map(read));
    return found.numbers.filter((_, at) => has(articles[at], found.pieces));
  }

  return {
    open, pieces, find, has, read, search,
    meta: (values) => { rules = values; },
    shard: (first, text) => { kept.set(first, text); },
    fold: (from, to) => { const given = Array.from(to); traditional = new Map(Array.from(from, (c, n) => [c, given[n]])); },
    article: (number, head, encoding, paragraphs) => { heads.set(number, {head, encoding, paragraphs}); },
    entities: (part, records) => { kept.set("e/" + part, records); },
    records: async (part) => { await load("e/" + part); return kept.get("e/" + part) || []; },
  };
})();
