// What a reader sees of the search: the list below the field of every page, and the results of search.html.
// find.js reads the index; all texts of it become text nodes. Without scripts the form leads to search.html.
(function () {
  "use strict";
  const index = dossierSearch, root = new URL("../", document.currentScript.src).href;
  const form = document.querySelector(".find"), field = form.elements.q, lang = document.documentElement.lang;
  const main = document.querySelector(".hits") !== null;
  // Results on a page, and in the list: of names at most, and all. So many uncertain ones are looked into at once.
  const PAGE = 20, NAMED = 5, LISTED = 8, UNSURE = 64;
  // Milliseconds after the last key; one Latin letter begins a great many words: that is rarely all.
  const WAIT = 50, LONG = 400;
  const opened = index.open(root + "search/");
  let rules = null, turn = 0;

  // Small things.
  function make(name, said, kind, language) {
    const made = document.createElement(name);
    made.append(said);
    if (kind) { made.className = kind; }
    if (language) { made.lang = language; }
    return made;
  }
  function address(path, place) {
    return root + path.split("/").map(encodeURIComponent).join("/") + (place ? "#" + encodeURIComponent(place) : "");
  }
  function own(said, name = "span") { // says its language where that is not the interface's
    return make(name, said, "", /\p{Script=Han}/u.test(said) && !lang.startsWith("zh") ? "zh" : "");
  }
  function joined(parts) { return parts.filter(Boolean).flatMap((part, n) => n ? [" · ", part] : [part]); }
  function date(value) { // as the interface writes it; in the list below a field as it stands
    const said = /^(\d{4})(?:-(\d\d)(?:-(\d\d))?)?/.exec(value);
    if (!said) { return ""; }
    const [day, y, m, d] = said, data = form.dataset, made = document.createElement("time");
    const shape = (d ? data.day : m ? data.month : data.year) || day;
    const slots = {y, m: +m, d: +d, month: (data.months || "").split("|")[m - 1]};
    made.dateTime = day;
    made.textContent = shape.replace(/\{(\w+)\}/g, (slot, key) => slots[key]);
    return made;
  }
  function number(value) { return value.toLocaleString(lang); }

  // Where a text has what is looked for: it is compared folded, and shown as it was written.
  const short = new Map();
  function folded(text) { // {said, from, to}: each unit of the folded text comes from text.slice(from, to)
    const from = [], to = [];
    let said = "";
    for (const found of text.matchAll(/\P{M}[\p{M}\uff9e\uff9f]*|\p{M}/gsu)) {
      const char = found[0];
      if (!short.has(char)) { short.set(char, index.plain(char)); }
      said += short.get(char);
      while (from.length < said.length) { from.push(found.index); to.push(found.index + char.length); }
    }
    return {said, from, to};
  }
  function places(text, wanted) { // [start, end] of all, in order
    const {said, from, to} = folded(text), found = [];
    const add = (at, length) => found.push([from[at], to[at + length - 1]]);
    for (const {run, text: piece} of wanted) {
      if (run) {
        for (let at = said.indexOf(piece); at >= 0; at = said.indexOf(piece, at + piece.length)) { add(at, piece.length); }
      } else {
        for (const word of said.matchAll(rules.pieces)) { if ((word[2] || "").startsWith(piece)) { add(word.index, piece.length); } }
      }
    }
    return found.sort((a, b) => a[0] - b[0] || b[1] - a[1]);
  }
  function marked(text, wanted, start = 0, end = text.length) {
    const made = new DocumentFragment();
    for (const [from, to] of places(text, wanted)) {
      if (from >= start && to <= end) {
        made.append(text.slice(start, from), make("mark", text.slice(from, to)));
        start = to;
      }
    }
    made.append(text.slice(start, end));
    return made;
  }
  function sentence(text, wanted) { // the one with the first match; of a long one what is around it
    const [at, to] = places(text, wanted)[0] || [0, 0], before = 80, after = 120;
    let start = 0, end = text.length;
    for (const stop of text.matchAll(/[。！？!?…]+[”’」』）)"]*|\.["”’)]*(?=\s)|\n/g)) {
      const here = stop.index + stop[0].length;
      if (here <= at) { start = here; } else if (here >= to) { end = here; break; }
    }
    const first = Math.max(start, at - before), last = Math.min(end, to + after), made = new DocumentFragment();
    made.append(first > start ? "…" : "", marked(text.slice(0, last).trimEnd(), wanted, first), last < end ? "…" : "");
    return made;
  }
  function only(text) { return {head: ["", ""], paragraphs: [["", text]]}; }
  function passage({paragraphs}, wanted) { // the first paragraph that has most of it
    let best = null, most = 0;
    for (const one of paragraphs) {
      const count = wanted.filter((piece) => index.has(only(one[1]), [piece])).length;
      if (count > most) { best = one; most = count; }
    }
    return best && {place: best[0], said: sentence(best[1], wanted)};
  }

  // Groups of results: numbers in order; exact: each has all that is looked for.
  async function group(found, read, fits) {
    let {numbers, exact, pieces} = found;
    const fit = (one) => one && (exact || fits(one));
    if (!exact && numbers.length <= UNSURE) {
      const all = await Promise.all(numbers.map(read));
      numbers = numbers.filter((_, at) => fit(all[at]));
      exact = true;
    }
    let at = 0;
    async function take(count, show) { // reads together, shows in order
      while (count > 0 && at < numbers.length) {
        const some = numbers.slice(at, at + count).map(read);
        at += some.length;
        for (const one of some) { if (fit(await one)) { await show(await one, pieces); count -= 1; } }
      }
    }
    return {numbers, exact, take, left: () => numbers.length - at};
  }
  async function entity(number) {
    return (await index.records(number / rules.sizes[1] | 0))[number % rules.sizes[1]];
  }
  async function filtered(found, asked) { // newest first
    for (const kind of ["company", "topic"]) {
      const key = rules.spaces[2] + kind + "/" + asked[kind];
      if (asked[kind]) { found.numbers = index.common(found.numbers, await index.list(key) || []); }
    }
    if (asked.year) {
      const at = rules.years.findIndex((year) => (year[0] || "0") === asked.year);
      const [from, to] = at < 0 ? [1, 0] : [rules.years[at][1], (rules.years[at + 1] || [0, Infinity])[1]];
      found.numbers = found.numbers.filter((n) => n >= from && n < to);
    }
    found.numbers = [...found.numbers].reverse();
    return found;
  }
  const none = {numbers: [], exact: true, pieces: []};
  async function names(asked) {
    const {kind, q} = asked, found = kind === "article" ? none : await index.find(q, rules.spaces[1]);
    const have = (one) => index.has(only([one[1], one[3], ...one[9]].join("\n")), found.pieces);
    if (kind === "person" || kind === "company") {
      found.numbers = index.common(found.numbers, await index.list(rules.spaces[2] + "kind/" + kind) || []);
    }
    return group(found, entity, have);
  }
  async function articles(asked) { // [by title, by text]
    if (asked.kind === "person" || asked.kind === "company") { return [await group(none), await group(none)]; }
    const all = {numbers: Array.from({length: rules.articles}, (_, n) => n), exact: true, pieces: []};
    let [titles, texts] = asked.q ? await Promise.all([index.find(asked.q, rules.spaces[0]), index.find(asked.q)]) : [none, all];
    [titles, texts] = await Promise.all([filtered(titles, asked), filtered(texts, asked)]);
    // Too many to look into: they come with the texts, of which titles are a part.
    let first = await group(titles, index.read, (one) => index.has(only(one.head[1]), titles.pieces));
    if (!first.exact) { first = await group(none); }
    const known = new Set(first.numbers);
    texts.numbers = texts.numbers.filter((n) => !known.has(n));
    return [first, await group(texts, index.read, (one) => !self.DecompressionStream || index.has(one, texts.pieces))];
  }
  async function ask(asked) { // the three groups, as they are found
    rules = await opened;
    const found = rules && [names(asked), articles(asked)];
    return found && [found[0], found[1].then((both) => both[0]), found[1].then((both) => both[1])];
  }

  // One result: what it is called, what else there is to say, the sentence.
  function named([path, name, lang, also, alsoLang, found, title, company, count], wanted) {
    const kind = path.split("/")[0] === "people" ? "person" : "company";
    const more = [also && make("span", marked(also, wanted), "", alsoLang), title && own(title), company && own(company)];
    return {path, kind: found ? kind + " found" : kind, name: marked(name, wanted), lang, more: joined(more), count};
  }
  function told(article, wanted, byTitle) {
    const [path, title, published, source, lang] = article.head, found = passage(article, wanted);
    return {
      path, found, name: title ? marked(title, wanted) : form.dataset.untitled, lang: title ? lang : "", kind: "title",
      place: found && !byTitle ? found.place : "", more: joined([source && own(source), date(published)]),
    };
  }
  function titled(one) {
    const made = make("a", one.name, one.kind, one.lang);
    made.href = address(one.path, one.place);
    return made;
  }

  // After the last key, and never while characters are being put together.
  function typed(act) {
    let timer = 0;
    field.addEventListener("input", (event) => {
      clearTimeout(timer);
      turn += 1;
      if (!event.isComposing) { timer = setTimeout(act, /^\s*\w\s*$/.test(field.value) ? LONG : WAIT); }
    });
    field.addEventListener("compositionend", () => { clearTimeout(timer); timer = setTimeout(act, WAIT); });
  }
  function isComposing(event) { return event.isComposing || event.keyCode === 229; }

  // The list below the field: https://www.w3.org/WAI/ARIA/apg/patterns/combobox/
  function list() {
    const box = make("div", "", "found-list");
    let active = -1;
    Object.entries({role: "listbox", id: "found-list", "aria-label": field.getAttribute("aria-label")}).forEach((one) => box.setAttribute(...one));
    box.hidden = true;
    form.append(box);
    const said = {role: "combobox", "aria-autocomplete": "list", "aria-controls": "found-list", "aria-expanded": "false"};
    Object.entries(said).forEach((one) => field.setAttribute(...one));

    function open(yes) {
      box.hidden = !yes;
      field.setAttribute("aria-expanded", yes);
      move(-1);
    }
    function move(to) {
      const options = [...box.children];
      active = to;
      options.forEach((one, at) => one.setAttribute("aria-selected", at === to));
      if (options[to]) {
        field.setAttribute("aria-activedescendant", options[to].id);
        options[to].scrollIntoView({block: "nearest"});
      } else { field.removeAttribute("aria-activedescendant"); }
    }
    function option(one) {
      const made = titled(one);
      made.append(make("small", (one.place && one.found.said) || make("span", "")));
      if (!one.place) { made.lastChild.append(...one.more); }
      made.setAttribute("role", "option");
      made.tabIndex = -1;
      return made;
    }
    async function run() {
      const mine = turn += 1, q = field.value.trim(), options = [];
      if (!q) { open(false); return; }
      const groups = await ask({q}) || [];
      for (const [at, one] of groups.entries()) {
        const few = Math.min(at ? LISTED : NAMED, LISTED - options.length);
        await (await one).take(few, (item, wanted) => options.push(option(at ? told(item, wanted, at === 1) : named(item, wanted))));
        if (mine !== turn) { return; }
      }
      if (options.length) {
        const all = make("a", form.dataset.all, "all");
        all.href = form.action + "?q=" + encodeURIComponent(q);
        all.setAttribute("role", "option");
        all.tabIndex = -1;
        options.push(all);
      }
      options.forEach((one, at) => { one.id = "found-" + at; });
      box.replaceChildren(...options);
      open(options.length > 0 && document.activeElement === field);
    }
    typed(run);
    if (field.value) { run(); } // typed before this was there
    field.addEventListener("keydown", (event) => {
      const step = {ArrowDown: 1, ArrowUp: -1}[event.key], count = box.children.length;
      if (isComposing(event)) { return; }
      if (step && count) {
        if (box.hidden) { open(true); }
        move((active + 1 + step + count + 1) % (count + 1) - 1); // past the ends is the field itself
      } else if (event.key === "Enter" && active >= 0) {
        box.children[active].click();
      } else if (event.key === "Escape") {
        turn += 1;
        if (box.hidden) { field.value = ""; }
        open(false);
      } else { return; }
      event.preventDefault();
    });
    box.addEventListener("mousedown", (event) => event.preventDefault()); // the field keeps the focus
    field.addEventListener("blur", () => open(false));
  }

  // search.html: the form and the address say the same.
  function page() {
    const filters = form.querySelector("fieldset"), status = document.querySelector("main [role=status]");
    const sections = [...document.querySelectorAll(".hits")], nothing = document.querySelector(".nothing");
    let settled = true; // what is typed next is a new entry of the history

    function option(select, value, said) { select.append(Object.assign(own(said, "option"), {value})); }
    function menus() {
      const {year, topic, company} = form.elements;
      [...rules.years].reverse().forEach(([one]) => option(year, one || "0", one ? date(one).textContent : form.dataset.undated));
      for (const [select, offered] of [[topic, rules.topic], [company, rules.company]]) {
        offered.forEach(([key, name, count]) => option(select, key.slice(key.indexOf("/") + 1), name + " (" + number(count) + ")"));
      }
      [year, topic, company].forEach((select) => { select.parentNode.hidden = select.length < 2; });
    }
    function asked() {
      const all = [...form.elements].map((one) => [one.name, (one.value || "").trim()]);
      return new URLSearchParams(all.filter((one) => one[0] && one[1]));
    }
    function fromAddress() { // after # where a browser lets no script change the rest
      const said = new URLSearchParams(location.hash.startsWith("#?") ? location.hash.slice(2) : location.search);
      for (const one of form.elements) {
        const value = said.get(one.name) || "";
        if (one.options && ![...one.options].some((known) => known.value === value)) { option(one, value, value); }
        if (one.name) { one.value = value; }
      }
    }
    function toAddress() {
      const said = "?" + asked();
      try { history[settled ? "pushState" : "replaceState"](null, "", said); } catch (e) { location.replace("#" + said); }
      settled = false;
    }
    function row(at, item, wanted) {
      const one = at ? told(item, wanted, at === 1) : named(item, wanted), made = make("li", titled(one));
      const more = make("span", "", at ? "line" : "role");
      more.append(...one.more);
      made.append(" ", more);
      if (one.count) { made.append(" ", make("span", number(one.count), "count")); }
      if (one.found) {
        const place = make("a", one.found.said, "place");
        place.href = address(one.path, one.found.place);
        made.append(make("p", place, "sentence", one.lang));
      }
      return made;
    }
    async function fill(at, group, mine, before) { // the first results of a section, after those of the one before
      const section = sections[at], rows = section.querySelector("ul"), more = section.querySelector("button");
      const found = await group;
      let fresh = true;
      async function show(item, wanted) {
        const made = row(at, item, wanted);
        await before;
        if (mine !== turn) { return; }
        if (fresh) { rows.replaceChildren(); }
        fresh = section.hidden = false;
        rows.append(made);
      }
      async function next() {
        await found.take(PAGE, show);
        await before;
        if (mine === turn) { more.hidden = !found.left(); }
      }
      await next();
      if (mine !== turn) { return; }
      section.hidden = fresh;
      section.querySelector(".count").textContent = number(found.numbers.length);
      more.onclick = async () => {
        const last = rows.lastChild;
        await next();
        if (last.nextSibling) { last.nextSibling.firstChild.focus(); }
      };
    }
    async function run() {
      const mine = turn += 1, wanted = Object.fromEntries(asked()), any = Object.keys(wanted).length > 0;
      const groups = any ? await ask({q: "", ...wanted}) : [];
      if (mine !== turn) { return; }
      filters.hidden = filters.disabled = !any;
      let before = null;
      groups.forEach((group, at) => { before = fill(at, group, mine, before); });
      await before;
      const found = await Promise.all(groups), total = found.reduce((sum, one) => sum + one.numbers.length, 0);
      if (mine !== turn) { return; }
      sections.slice(groups.length).forEach((one) => { one.hidden = true; });
      nothing.hidden = total > 0 || !any;
      const shape = found.every((one) => one.exact) ? form.dataset.count : form.dataset.most;
      status.textContent = any ? shape.replace("{n}", number(total)) : "";
    }
    function again() { toAddress(); run(); }
    function back() { fromAddress(); settled = true; run(); }
    function keys(event) { // up and down through the results; the field is above the first
      const links = [...document.querySelectorAll(".hits:not([hidden]) li > a")];
      const step = {ArrowDown: 1, ArrowUp: -1}[event.key], here = document.activeElement, at = links.indexOf(here);
      if (isComposing(event) || (here !== field && at < 0)) { return; }
      if (step) { (links[at + step] || (at + step < 0 ? field : here)).focus(); }
      else if (event.key === "Escape" && at >= 0) { field.focus(); }
      else if (event.key === "Escape" && field.value) { field.value = ""; again(); }
      else { return; }
      event.preventDefault();
    }
    opened.then((found) => {
      rules = found;
      if (!rules) { return; }
      menus();
      back();
      typed(again);
      form.addEventListener("change", (event) => { settled = true; if (event.target !== field) { again(); } });
      form.addEventListener("submit", (event) => event.preventDefault());
      addEventListener("popstate", back);
      document.addEventListener("keydown", keys);
      if (!field.value) { field.focus(); }
    });
  }

  if (main) { page(); } else { list(); }
})();
