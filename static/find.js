// Reads the index below search/ (classic scripts that call this one): which articles have all pieces of a query.
var dossierSearch = (function () {
  "use strict";
  const loads = new Map(), kept = new Map(), heads = new Map();
  let home = "search/", rules = null, traditional = new Map();

  // Files are loaded once; one that cannot be had counts as empty.
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
  // [{run} or {word}].
  function pieces(text) {
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
  function upTo(total) { return Array.from({length: total}, (_, n) => n); }
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
    const kind = text[0], rest = text.slice(1);
    if (kind === "~") { return upTo(rest.length * 6).filter((n) => rules.digits.indexOf(rest[n / 6 | 0]) >> 5 - n % 6 & 1); }
    if (kind !== "^") { return summed(steps(text)); }
    const [total, ...gaps] = steps(rest), absent = new Set(summed(gaps));
    return upTo(total).filter((n) => !absent.has(n));
  }
  // Key → list as it stands.
  function entries(text) {
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
  // Of the last file whose first key is not after this one.
  function place(key) {
    const after = rules.first.findIndex((first) => first > key);
    return (after < 0 ? rules.first.length : after) - 1;
  }
  async function shard(at) {
    const first = rules.first[at];
    if (!kept.has(first)) {
      await load("i/" + first.split("").map((c) => c.charCodeAt(0).toString(16).padStart(4, "0")).join(""));
    }
    if (typeof kept.get(first) === "string") { kept.set(first, entries(kept.get(first))); }
    return kept.get(first) || new Map();
  }
  // Sorted numbers; null: no such key.
  async function list(key) {
    const at = place(key), said = at < 0 ? undefined : (await shard(at)).get(key);
    return said === undefined ? null : decode(said);
  }
  // The numbers of all keys that begin so.
  async function beginning(prefix) {
    const found = new Set();
    for (let at = Math.max(0, place(prefix)); at < rules.first.length; at++) {
      const first = rules.first[at];
      if (first > prefix && !first.startsWith(prefix)) { break; }
      for (const [key, said] of await shard(at)) { if (key.startsWith(prefix)) { decode(said).forEach(found.add, found); } }
    }
    return [...found].sort((a, b) => a - b);
  }
  function common(some, others) {
    const have = new Set(others);
    return some.filter((n) => have.has(n));
  }
  // Of the longest indexed beginning; no numbers: nobody has the run.
  async function longest(space, run) {
    const most = Math.min(run.length, rules.longest[0]);
    for (let length = most; length; length--) {
      const numbers = await list(space + run.slice(0, length).join(""));
      // What many have is continued by all that follows it anywhere.
      if (numbers) { return {length, numbers: length < most && numbers.length > rules.few ? [] : numbers}; }
    }
    return {length: 0, numbers: []};
  }
  async function withRun(space, run) {
    let {length, numbers} = await longest(space, run);
    const exact = length === run.length || !numbers.length;
    for (let at = 1; !exact && at < run.length && numbers.length > enough; at++) {
      const next = await longest(space, run.slice(at));
      numbers = common(numbers, next.numbers);
      at += Math.max(0, next.length - 2);
    }
    return {numbers, exact};
  }
  // So many texts are looked into without more lists: a page shows them anyway.
  const enough = 20;

  // {numbers, exact, pieces}; not exact: some may have a run's parts only. space: rules.spaces for titles, names.
  async function find(query, space = "") {
    if (/[^ -~]/.test(query)) { await load("fold"); }
    const wanted = pieces(query);
    let numbers = null, exact = true;
    for (const piece of wanted) {
      const found = piece.run ? await withRun(space, piece.run)
        : {numbers: await beginning(space + piece.word), exact: piece.word === piece.text};
      numbers = numbers ? common(numbers, found.numbers) : found.numbers;
      exact = exact && found.exact;
    }
    return {numbers: numbers || [], exact, pieces: wanted};
  }

  // Results: an article, its text, and whether a text has all pieces.
  // {head, paragraphs: [[id, text], …]}; null: none.
  async function read(number) {
    await load("a/" + (number / rules.sizes[0] | 0) + "/" + number);
    const found = heads.get(number);
    if (found && typeof found.paragraphs === "string") { found.paragraphs = await inflated(found); }
    return found || null;
  }
  // Old engines: no sentences.
  async function inflated({paragraphs, encoding}) {
    if (!paragraphs || !self.DecompressionStream) { return []; }
    const bytes = Uint8Array.from(atob(paragraphs), (c) => c.charCodeAt(0));
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
    return JSON.parse(new TextDecoder(rules.encodings[encoding]).decode(await new Response(stream).arrayBuffer()));
  }
  function whole({head, paragraphs}) { return [head[1], ...paragraphs.map((one) => one[1])].join("\n"); }
  function has(text, wanted) {
    text = plain(text);
    const words = Array.from(text.matchAll(rules.pieces), (found) => found[2] || "");
    return wanted.every((piece) => piece.run ? text.includes(piece.text) : words.some((word) => word.startsWith(piece.text)));
  }
  // The numbers of exactly the articles that have all pieces.
  async function search(query) {
    const found = await find(query);
    if (found.exact) { return found.numbers; }
    const articles = await Promise.all(found.numbers.map(read));
    return found.numbers.filter((_, at) => articles[at] && has(whole(articles[at]), found.pieces));
  }

  return {
    open, plain, pieces, list, common, find, has, whole, read, search,
    meta: (values) => { rules = values; },
    shard: (first, text) => { kept.set(first, text); },
    fold: (from, to) => { const given = Array.from(to); traditional = new Map(Array.from(from, (c, n) => [c, given[n]])); },
    article: (number, head, encoding, paragraphs) => { heads.set(number, {head, encoding, paragraphs}); },
    entities: (part, records) => { kept.set("e/" + part, records); },
    records: async (part) => { await load("e/" + part); return kept.get("e/" + part) || []; },
  };
})();
