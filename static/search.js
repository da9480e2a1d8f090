// What a reader sees of the search: the list below the field of every page, and search.html. find.js reads the index.
(function () {
  "use strict";
  const index = dossierSearch, root = new URL("..", document.currentScript.src).href, lang = document.documentElement.lang;
  const form = document.querySelector(".find"), field = form.elements.q, box = form.querySelector("[role=listbox]");
  // Results on a page, in the list, names in it; so many uncertain ones are looked into at once.
  const PAGE = 20, LISTED = 8, NAMED = 5, UNSURE = 64;
  // Milliseconds after the last key; longer after a single letter, since a great many words begin with it.
  const WAIT = 50, LONG = 400;
  const SENTENCES = /(?<=[。！？…\n][”’」』）]*|[.!?]["”’)]*\s)(?![”’」』）…])/;
  const opened = index.open(root + "search/"), folds = {};
  let rules, timer, turn = 0; // turn: of the newest query

  function make(tag, has, ...inside) {
    const made = Object.assign(document.createElement(tag), has);
    made.append(...inside);
    return made;
  }
  function own(said) { return make("span", {lang: /\p{Script=Han}/u.test(said) ? "zh" : lang}, said); }
  function date(value) { // 2024, 2024-10, 2024-10-08…
    const [year, month, day] = value.slice(0, 10).split("-");
    const parts = {timeZone: "UTC", year: "numeric", month: month && "long", day: day && "numeric"};
    return make("time", {dateTime: value.slice(0, 10)}, new Date(Date.UTC(year, (month || 1) - 1, day || 1)).toLocaleDateString(lang, parts));
  }

  // Texts are compared folded, and shown as they were written.
  function places(text, shape) { // [start, end] of all that is looked for
    const from = [], to = [];
    let folded = "";
    for (const {0: char, index: at} of text.matchAll(/\P{M}[\p{M}ﾞﾟ]*|\p{M}/gsu)) {
      folds[char] = folds[char] || index.plain(char);
      folded += folds[char];
      while (from.length < folded.length) { from.push(at); to.push(at + char.length); }
    }
    return [...folded.matchAll(shape)].map((one) => [from[one.index], to[one.index + one[0].length - 1]]);
  }
  function marked(text, shape) {
    const parts = [];
    let done = 0;
    for (const [from, to] of places(text, shape)) {
      if (from >= done) { parts.push(text.slice(done, from), make("mark", {}, text.slice(from, to))); done = to; }
    }
    return [...parts, text.slice(done)];
  }
  function passage(paragraphs, shape) { // [id, sentence] that has most; of a long sentence what is around it
    let best = [], most = 0;
    for (const [id, text] of paragraphs) {
      for (const said of text.split(SENTENCES)) {
        const count = new Set(index.plain(said).match(shape)).size;
        if (count > most) { most = count; best = [id, said.trim()]; }
      }
    }
    const [id, said] = best, [at] = said && places(said, shape)[0] || [0], start = at > 100 ? at - 60 : 0;
    return [id, said && [start ? "…" : "", ...marked(said.slice(start, start + 200), shape), said[start + 200] ? "…" : ""]];
  }

  // Groups of results, in order; exact: all have what is looked for.
  async function group({numbers, exact, pieces}, read, textOf) {
    const fits = (one) => one && (exact || index.has(textOf(one), pieces));
    const words = pieces.map((one) => one.run ? one.text : "(?<![" + rules.word + "])" + one.text);
    const shape = new RegExp(words.join("|") || "(?!)", "gu");
    if (!exact && numbers.length <= UNSURE) {
      const all = await Promise.all(numbers.map(read));
      numbers = numbers.filter((_, n) => fits(all[n]));
      exact = true;
    }
    let at = 0;
    async function take(count, show) { // reads them together
      while (count > 0 && at < numbers.length) {
        const some = numbers.slice(at, at + count);
        at += some.length;
        for (const one of some.map(read)) { if (fits(await one)) { await show(await one, shape); count--; } }
      }
    }
    return {numbers, exact, take, left: () => at < numbers.length};
  }
  async function entity(number) { return (await index.records(number / rules.sizes[1] | 0))[number % rules.sizes[1]]; }
  async function asked(space, {q = "", ...filters}, kinds) { // what is found, and has the filters
    const found = await index.find(q, space);
    if (!q) { found.numbers = Array.from({length: rules.articles}, (_, n) => n); }
    for (const kind of kinds) {
      const key = rules.spaces[2] + kind + "/" + filters[kind];
      if (filters[kind]) { found.numbers = index.common(found.numbers, await index.list(key) || []); }
    }
    return found;
  }
  const nothing = async () => ({numbers: [], exact: true, pieces: []});
  async function articles(wanted) { // by title, by text; newest first
    const [titled, all] = await Promise.all([rules.spaces[0], ""].map((space) => asked(space, wanted, ["year", "topic", "company"])));
    [titled, all].forEach((one) => one.numbers.reverse());
    let titles = await group(titled, index.read, (one) => one.head[1]);
    // Too many to look into, or nothing to look for: they are among the others.
    if (!titles.exact || !wanted.q) { titles = await group(await nothing()); }
    const known = new Set(titles.numbers);
    all.numbers = all.numbers.filter((n) => !known.has(n));
    return [titles, await group(all, index.read, index.whole)];
  }
  function ask(wanted) { // promises of three groups
    const {q, kind} = wanted, people = q && kind !== "article" ? asked(rules.spaces[1], wanted, ["kind"]) : nothing();
    const both = kind && kind !== "article" ? nothing().then((none) => Promise.all([group(none), group(none)])) : articles(wanted);
    const names = people.then((found) => group(found, entity, (one) => [one[1], one[3], ...one[9]].join("\n")));
    return [names, both.then((one) => one[0]), both.then((one) => one[1])];
  }

  // One result: its link, what else there is to say, its sentence.
  function result(item, shape, isTitle) {
    const [path, name, ...rest] = item.head || item, [place, said] = passage(item.paragraphs || [], shape);
    const [nameLang, also, alsoLang, found, role, at, count] = item.head ? [rest[2]] : rest;
    const more = item.head ? [rest[1] && own(rest[1]), rest[0] && date(rest[0])]
      : [also && make("span", {lang: alsoLang}, ...marked(also, shape)), role && own(role), at && own(at)];
    const kind = item.head ? "title" : (path.startsWith("people/") ? "person" : "company") + (found ? " found" : "");
    const link = make("a", {href: root + path, className: kind, lang: name ? nameLang : lang}, ...name ? marked(name, shape) : [form.dataset.untitled]);
    if (place && !isTitle) { link.hash = place; }
    return {link, said, count, more: more.filter(Boolean).flatMap((one) => [" · ", one]).slice(1)};
  }

  // Never while characters are being put together.
  function typed(act) {
    const soon = (event) => {
      clearTimeout(timer);
      turn++;
      if (!event.isComposing) { timer = setTimeout(act, /^\s*\w\s*$/.test(field.value) ? LONG : WAIT); }
    };
    field.addEventListener("input", soon);
    field.addEventListener("compositionend", () => soon({}));
  }
  function arrow(event) { return event.isComposing || event.keyCode === 229 ? NaN : {ArrowDown: 1, ArrowUp: -1}[event.key] || 0; }

  // The list below the field: https://www.w3.org/WAI/ARIA/apg/patterns/combobox/
  function list() {
    const options = box.children;
    let active = -1;
    function move(to) {
      active = to;
      [...options].forEach((one, at) => one.setAttribute("aria-selected", at === to));
      field.setAttribute("aria-activedescendant", to < 0 ? "" : options[to].id);
      if (to >= 0) { options[to].scrollIntoView({block: "nearest"}); }
    }
    function open(yes) {
      box.hidden = !yes;
      field.setAttribute("aria-expanded", yes);
      move(-1);
    }
    async function run() {
      const mine = ++turn, q = field.value.trim(), found = [];
      rules = await opened;
      for (const [at, one] of (q && rules ? ask({q}) : []).entries()) {
        const few = Math.min(at ? LISTED : NAMED, LISTED - found.length);
        await (await one).take(few, (item, shape) => {
          const {link, more, said} = result(item, shape, at === 1);
          link.append(make("small", {}, ...said || more));
          found.push(link);
        });
        if (mine !== turn) { return; }
      }
      if (found.length) { found.push(make("a", {href: form.action + "?q=" + encodeURIComponent(q), className: "all"}, form.dataset.all)); }
      found.forEach((one, at) => { Object.assign(one, {id: "found-" + at, tabIndex: -1}).setAttribute("role", "option"); });
      box.replaceChildren(...found);
      open(found.length > 0 && document.activeElement === field);
    }
    field.addEventListener("keydown", (event) => {
      const step = arrow(event), count = options.length + 1;
      if (step && count > 1) {
        if (box.hidden) { open(true); }
        move((active + 1 + step + count) % count - 1); // past both ends is the field
      } else if (step === 0 && event.key === "Enter" && active >= 0) { options[active].click(); }
      else if (step === 0 && event.key === "Escape") {
        turn++;
        if (box.hidden) { field.value = ""; }
        open(false);
      } else { return; }
      event.preventDefault();
    });
    box.addEventListener("mousedown", (event) => event.preventDefault()); // the field keeps the focus
    field.addEventListener("blur", () => open(false));
    typed(run);
    run(); // what was typed before this was there
  }

  // search.html: the form and the address say the same.
  function page() {
    const sections = [...document.querySelectorAll(".hits")], status = document.querySelector("main [role=status]");
    let settled = true; // what is typed next is a new entry of the history

    function given() {
      return [...form.elements].map((one) => [one.name, (one.value || "").trim()]).filter((one) => one[0] && one[1]);
    }
    function fromAddress() { // after #, where a browser lets no script change the rest
      const said = new URLSearchParams(location.hash.startsWith("#?") ? location.hash.slice(1) : location.search);
      for (const one of form.elements) {
        const value = said.get(one.name) || "";
        if (one.options && ![...one.options].some((known) => known.value === value)) { one.append(make("option", {value}, value)); }
        if (one.name) { one.value = value; }
      }
      settled = true;
      run();
    }
    function changed() {
      const said = "?" + new URLSearchParams(given());
      try { history[settled ? "pushState" : "replaceState"](null, "", said); } catch (e) { location.replace("#" + said); }
      settled = false;
      run();
    }
    async function fill(at, promise, mine, before) { // a section, after those before it
      const section = sections[at], rows = section.querySelector("ul"), more = section.querySelector("button");
      const group = await promise;
      let fresh = true;
      async function show(item, shape) {
        const one = result(item, shape, at === 1);
        const row = make("li", {}, one.link, " ", make("span", {className: at ? "line" : "role"}, ...one.more));
        if (one.count) { row.append(make("span", {className: "count"}, one.count.toLocaleString(lang))); }
        if (one.said) { row.append(make("p", {className: "sentence", lang: one.link.lang}, ...one.said)); }
        await before;
        if (mine !== turn) { return; }
        if (fresh) { rows.replaceChildren(); }
        fresh = section.hidden = false;
        rows.append(row);
      }
      async function next() {
        const last = rows.lastChild;
        await group.take(PAGE, show);
        await before;
        if (mine !== turn) { return; }
        more.hidden = !group.left();
        section.hidden = fresh;
        return last;
      }
      await next();
      if (mine !== turn) { return; }
      section.querySelector(".count").textContent = group.numbers.length.toLocaleString(lang);
      more.onclick = async () => { const last = await next(); if (last && last.nextSibling) { last.nextSibling.firstChild.focus(); } };
    }
    async function run() {
      const mine = ++turn, wanted = given(), any = wanted.length > 0;
      const groups = any ? ask(Object.fromEntries(wanted)) : [];
      let last;
      groups.forEach((one, at) => { last = fill(at, one, mine, last); });
      await last;
      const found = await Promise.all(groups), total = found.reduce((sum, one) => sum + one.numbers.length, 0);
      if (mine !== turn) { return; }
      const filters = form.querySelector("fieldset"), shape = found.every((one) => one.exact) ? form.dataset.count : form.dataset.most;
      filters.hidden = filters.disabled = !any;
      sections.slice(groups.length).forEach((one) => { one.hidden = true; });
      document.querySelector(".nothing").hidden = total > 0 || !any;
      status.textContent = any ? shape.replace("{n}", total.toLocaleString(lang)) : "";
    }
    function keys(event) { // through the results; the field is above the first
      const links = [field, ...document.querySelectorAll(".hits:not([hidden]) li > a")];
      const at = links.indexOf(document.activeElement), step = arrow(event);
      if (at < 0 || !(step || step === 0 && event.key === "Escape" && at)) { return; }
      event.preventDefault();
      links[step ? Math.max(0, Math.min(at + step, links.length - 1)) : 0].focus();
    }
    opened.then((found) => {
      rules = found;
      if (!rules) { return; }
      fromAddress();
      typed(changed);
      form.addEventListener("change", (event) => { settled = true; if (event.target !== field) { changed(); } });
      form.addEventListener("submit", (event) => event.preventDefault());
      addEventListener("popstate", fromAddress);
      document.addEventListener("keydown", keys);
      if (!field.value) { field.focus(); }
    });
  }

  if (box) { list(); } else { page(); }
})();
