// What a reader sees of the search: the list below the field of every page, and search.html. find.js reads the index.
(function () {
  "use strict";
  const index = dossierSearch, root = new URL("..", document.currentScript.src).href, lang = document.documentElement.lang;
  const form = document.querySelector(".find"), field = form.elements.q, box = form.querySelector("[role=listbox]");
  // Results on a page, in the list, names in it; so many uncertain ones are looked into at once.
  const PAGE = 20, LISTED = 8, NAMED = 5, UNSURE = 64;
  // Milliseconds after the last key; longer after a single letter, with which a great many words begin.
  const WAIT = 50, LONG = 400;
  const SENTENCES = /(?<=[。！？…\n][”’」』）]*|[.!?]["”’)]*\s)(?![”’」』）…])/;
  const opened = index.open(root + "search/");
  // turn: number of the newest query; what an older one finds is not shown.
  let rules, timer, turn = 0;

  function make(tag, has, ...inside) {
    const made = Object.assign(document.createElement(tag), has);
    made.append(...inside);
    return made;
  }
  function own(said) { return make("span", {lang: /\p{Script=Han}/u.test(said) ? "zh" : lang}, said); }
  function date(value) {
    const [, month, day] = value.split("-");
    return new Date(value).toLocaleDateString(lang, {timeZone: "UTC", year: "numeric", month: month && "long", day: day && "numeric"});
  }

  // Texts are compared folded, and shown as they were written.
  function marked(text, shape) {
    const from = [], to = [], parts = [];
    let folded = "", done = 0;
    for (const {0: char, index: at} of text.matchAll(/\P{M}[\p{M}ﾞﾟ]*|\p{M}/gsu)) {
      folded += index.plain(char);
      while (from.length < folded.length) { from.push(at); to.push(at + char.length); }
    }
    for (const {0: said, index: at} of folded.matchAll(shape)) {
      const end = to[at + said.length - 1];
      parts.push(text.slice(done, from[at]), make("mark", {}, text.slice(Math.max(done, from[at]), end)));
      done = end;
    }
    return [...parts, text.slice(done)];
  }
  // [id, sentence] that has most of it; of a long sentence what is around it.
  function passage(paragraphs, shape) {
    let best = [], most = 0;
    for (const [id, text] of paragraphs) {
      for (const said of text.split(SENTENCES)) {
        const count = new Set(index.plain(said).match(shape)).size;
        if (count > most) { most = count; best = [id, said.trim()]; }
      }
    }
    const [id, said] = best, at = said && index.plain(said).search(shape), start = at > 100 ? at - 60 : 0, end = start + 200;
    return [id, said && [start ? "…" : "", ...marked(said.slice(start, end), shape), said[end] ? "…" : ""]];
  }

  // One result: its link, what else there is to say, its sentence.
  function name([path, name, nameLang, also, alsoLang, found, role, at, count], shape) {
    const kind = path.startsWith("people/") ? "person" : "company", said = kind === "person" ? role : form.dataset[role];
    const more = [also && make("span", {lang: alsoLang}, ...marked(also, shape)), said && own(said), at && own(at)];
    const has = {href: root + path, className: found ? kind + " found" : kind, lang: nameLang};
    return result(has, marked(name, shape), more, null, count);
  }
  function article({head: [path, title, published, source, textLang], paragraphs}, shape, isTitle) {
    const [id, said] = passage(paragraphs, shape), href = root + path + (id && !isTitle ? "#" + id : "");
    const called = title ? marked(title, shape) : [form.dataset.untitled];
    const more = [source && own(source), published && date(published.slice(0, 10))];
    return result({href, className: "title", lang: title ? textLang : lang}, called, more, said);
  }
  function result(has, called, more, said, count) {
    more = more.filter(Boolean).flatMap((one) => [" · ", one]).slice(1);
    return {link: make("a", has, ...called), more, said, count};
  }

  // Groups of results, in order; exact: all have what is looked for.
  async function group({numbers, exact, pieces}, read, textOf, show) {
    const fits = (one) => one && (exact || index.has(textOf(one), pieces));
    const words = pieces.map(({run, text}) => run ? text : "(?<![" + rules.word + "])" + text);
    const shape = new RegExp(words.join("|") || "(?!)", "gu");
    if (!exact && numbers.length <= UNSURE) {
      const all = await Promise.all(numbers.map(read));
      numbers = numbers.filter((_, n) => fits(all[n]));
      exact = true;
    }
    let at = 0;
    async function take(count) {
      const found = [];
      while (found.length < count && at < numbers.length) {
        const some = numbers.slice(at, at + count - found.length);
        at += some.length;
        found.push(...(await Promise.all(some.map(read))).filter(fits));
      }
      return found.map((one) => show(one, shape));
    }
    return {numbers, exact, show, take, left: () => at < numbers.length};
  }
  // What is found, and has the filters.
  async function asked(space, {q = "", ...filters}, kinds) {
    const found = await index.find(q, space);
    if (!q && !space) { found.numbers = Array.from({length: rules.articles}, (_, n) => n); }
    for (const kind of kinds) {
      const key = rules.spaces[2] + kind + "/" + filters[kind];
      if (filters[kind]) { found.numbers = index.common(found.numbers, await index.list(key) || []); }
    }
    return found;
  }
  async function names(wanted) {
    const part = rules.sizes[1], found = await asked(rules.spaces[1], wanted, ["kind"]);
    const read = async (number) => (await index.records(number / part | 0))[number % part];
    const called = (one) => [one[1], one[3], ...one[9]].join("\n");
    if (found.numbers.length <= UNSURE) {
      // Whoever is called just so, then those in most articles; many are roughly in this order.
      const sought = index.plain(wanted.q || ""), all = await Promise.all(found.numbers.map(async (n) => [n, await read(n)]));
      const rank = ([, one]) => one[8] + (index.plain(called(one)).split("\n").includes(sought) ? 1e9 : 0);
      found.numbers = all.filter((one) => one[1]).sort((a, b) => rank(b) - rank(a)).map((one) => one[0]);
    }
    return group(found, read, called, name);
  }
  // By title, by text; newest first.
  async function articles(wanted) {
    const none = {numbers: [], exact: true, pieces: []}, isNames = wanted.kind && wanted.kind !== "article";
    const found = [rules.spaces[0], ""].map((space) => isNames ? none : asked(space, wanted, ["year", "topic", "company"]));
    const [byTitle, all] = await Promise.all(found);
    let titles = await group({...byTitle, numbers: byTitle.numbers.reverse()}, index.read, (one) => one.head[1], (...one) => article(...one, true));
    // Too many to look into: they are among the others.
    if (!titles.exact) { titles = await group(none); }
    const known = new Set(titles.numbers), others = all.numbers.filter((n) => !known.has(n)).reverse();
    return [titles, await group({...all, numbers: others}, index.read, index.whole, article)];
  }
  // Promises of three groups.
  function ask(wanted) {
    const both = articles(wanted);
    return [names(wanted), both.then((one) => one[0]), both.then((one) => one[1])];
  }

  // Nothing is done while characters are being put together.
  function isComposing(event) { return event.isComposing || event.keyCode === 229; }
  function typed(act) {
    const soon = (event) => {
      clearTimeout(timer);
      turn++;
      if (!event.isComposing) { timer = setTimeout(act, /^\s*\w\s*$/.test(field.value) ? LONG : WAIT); }
    };
    field.addEventListener("input", soon);
    field.addEventListener("compositionend", () => soon({}));
  }
  const step = (event) => ({ArrowDown: 1, ArrowUp: -1}[event.key]);

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
      for (const promise of q && rules ? ask({q}) : []) {
        const group = await promise, most = group.show === name ? NAMED : LISTED - found.length;
        for (const {link, more, said} of await group.take(most)) {
          link.append(make("small", {}, ...said || more));
          found.push(link);
        }
        if (mine !== turn) { return; }
      }
      if (found.length) { found.push(make("a", {href: form.action + "?q=" + encodeURIComponent(q), className: "all"}, form.dataset.all)); }
      found.forEach((one, at) => { Object.assign(one, {id: "found-" + at, tabIndex: -1}).setAttribute("role", "option"); });
      box.replaceChildren(...found);
      open(found.length > 0 && document.activeElement === field);
    }
    field.addEventListener("keydown", (event) => {
      const by = step(event), count = options.length + 1;
      if (isComposing(event)) { return; }
      if (by && count > 1) {
        if (box.hidden) { open(true); }
        // Past both ends is the field.
        move((active + 1 + by + count) % count - 1);
      } else if (event.key === "Enter" && active >= 0) { options[active].click(); }
      else if (event.key === "Escape") {
        turn++;
        if (box.hidden) { field.value = ""; }
        open(false);
      } else { return; }
      event.preventDefault();
    });
    // The field keeps the focus.
    box.addEventListener("mousedown", (event) => event.preventDefault());
    field.addEventListener("blur", () => open(false));
    typed(run);
    // What was typed before this was there.
    run();
  }

  // search.html: the form and the address say the same.
  function page() {
    const sections = [...document.querySelectorAll(".hits")];
    // What is typed next is a new entry of the history.
    let settled = true;

    function given() { return [...new FormData(form)].map(([key, value]) => [key, value.trim()]).filter((one) => one[1]); }
    // After #, where a browser lets no script change the rest.
    function fromAddress() {
      const said = new URLSearchParams(location.hash.startsWith("#?") ? location.hash.slice(1) : location.search);
      for (const one of form.querySelectorAll("[name]")) {
        const value = one.value = said.get(one.name) || "";
        if (one.selectedIndex < 0) { one.append(make("option", {value, selected: true}, value)); }
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
    function row({link, more, said, count}) {
      const made = make("li", {}, link, " ", make("span", {className: "line"}, ...more));
      if (count) { made.append(" ", make("span", {className: "count"}, count.toLocaleString(lang))); }
      if (said) { made.append(make("p", {className: "sentence", lang: link.lang}, ...said)); }
      return made;
    }
    // A section, after those before it.
    async function fill(section, promise, mine, before) {
      const [rows, more] = section.querySelectorAll("ul, button"), group = await promise;
      async function next(add) {
        const found = await group.take(PAGE);
        await before;
        if (mine !== turn) { return; }
        rows[add](...found.map(row));
        more.hidden = !group.left();
        return found[0];
      }
      const any = await next("replaceChildren");
      if (mine !== turn) { return; }
      section.hidden = !any;
      section.querySelector(".count").textContent = group.numbers.length.toLocaleString(lang);
      more.onclick = async () => { const one = await next("append"); if (one) { one.link.focus(); } };
    }
    async function run() {
      const mine = ++turn, wanted = Object.fromEntries(given()), any = Object.keys(wanted).length > 0;
      const groups = ask(wanted);
      let last;
      if (any) { sections.forEach((one, at) => { last = fill(one, groups[at], mine, last); }); }
      await last;
      const found = await Promise.all(groups), total = found.reduce((sum, one) => sum + one.numbers.length, 0);
      if (mine !== turn) { return; }
      if (!any) { sections.forEach((one) => { one.hidden = true; }); }
      form.querySelector("fieldset").hidden = !any;
      document.querySelector(".nothing").hidden = total > 0;
      const shape = found.every((one) => one.exact) ? form.dataset.count : form.dataset.most;
      document.querySelector("main [role=status]").textContent = any ? shape.replace("{n}", total.toLocaleString(lang)) : "";
    }
    // Through the results; the field is above the first.
    function keys(event) {
      const links = [field, ...document.querySelectorAll(".hits:not([hidden]) li > a")];
      const at = links.indexOf(document.activeElement), by = event.key === "Escape" && at > 0 ? -at : step(event);
      if (at < 0 || !by || isComposing(event)) { return; }
      event.preventDefault();
      links[Math.max(0, Math.min(at + by, links.length - 1))].focus();
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
