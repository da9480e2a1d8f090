// Cards beside links to people, companies and articles, for a pointer that rests and for keys. Their data are classic
// scripts that call this one, so that it works from a disk.
var dossierPreview = (function () {
  "use strict";
  const DUE = 400, GONE = 300, GAP = 6; // until a card comes, and goes; around it
  const root = document.documentElement, home = new URL("..", document.currentScript.src).href;
  const make = (tag, has) => Object.assign(document.createElement(tag), has);
  const card = make("div", {id: "preview-card", className: "preview", role: "tooltip", hidden: true});
  const loads = {}, cards = {};
  let here = null, due = null, shown = null, x, opening, closing; // first links: of pointer, next card, card

  function load(name) { // once; without a file there is no card
    return loads[name] = loads[name] || new Promise((done) => {
      document.head.append(make("script", {src: home + "data/preview/" + name + ".js", onload: done, onerror: done}));
    });
  }
  async function linesOf(path) {
    await load("index");
    let hash = 2166136261; // as in dossier/render/previews.py
    for (const char of path) { hash = Math.imul(hash ^ char.charCodeAt(), 16777619); }
    await load((hash ^ hash >>> 15) & cards[""] - 1);
    return cards[path];
  }
  function pathOf(link) { // in pictures too
    const {href, pathname} = make("a", {href: link.getAttribute("href")});
    return pathname === location.pathname ? "" : href.replace(home, "").split(/[?#]/)[0];
  }
  function linkAt(place) {
    const link = place.closest("a[href]:not(nav a, .site a)");
    return link && /^(people|companies|articles)\/[^~]+\.html$/.test(pathOf(link)) ? link : null;
  }

  function line([kind, ...said]) {
    const row = make("p", {className: kind});
    row.append(...said.map(([text, lang]) => make("span", {textContent: text, lang: lang || root.lang})));
    return row;
  }
  async function open(link) {
    const lines = await linesOf(pathOf(link)), isByKey = link !== here;
    if (link !== due || !lines) { return; }
    hide();
    card.replaceChildren(...lines.map(line));
    card.hidden = false;
    const {left, top, bottom} = link.getBoundingClientRect(), height = card.offsetHeight;
    const y = [bottom + GAP, top - GAP - height].find((y) => y > 0 && y + height < root.clientHeight);
    card.style.top = y + "px";
    card.style.setProperty("--x", (isByKey ? left : x - 24) + "px");
    card.hidden = !y;
    shown = link;
    if (isByKey) { link.setAttribute("aria-describedby", card.id); }
  }
  function hide() {
    clearTimeout(closing);
    if (shown) { shown.removeAttribute("aria-describedby"); }
    card.hidden = true;
    shown = null;
  }
  function wait(link) {
    clearTimeout(opening);
    due = link;
    if (link) { opening = setTimeout(open, DUE, link); }
  }
  function dismiss() { wait(); hide(); }

  function move(target) { // a dismissed link has to be left
    const link = card.contains(target) ? shown : linkAt(target);
    if (link === here) { return; }
    here = link;
    clearTimeout(closing);
    wait(link !== shown && link);
    if (shown && link !== shown && !hasKeys(shown)) { closing = setTimeout(hide, GONE); }
  }
  function hasKeys(link) { return link && link.matches(":focus-visible"); }
  function on(types, act) { types.split(" ").forEach((type) => addEventListener(type, act, true)); }
  on("pointermove", (event) => { if (event.pointerType !== "touch") { x = event.x; move(event.target); } });
  on("pointerout", (event) => { if (!event.relatedTarget) { move(root); } });
  on("focusin", (event) => { if (hasKeys(event.target) && !matchMedia("(any-hover: none)").matches) { wait(linkAt(event.target)); } });
  on("focusout resize", dismiss);
  on("keydown", (event) => { if (["Escape", "Enter"].includes(event.key)) { dismiss(); } });
  on("pointerdown", (event) => { if (!card.contains(event.target)) { dismiss(); } });
  on("scroll", () => { hide(); wait(hasKeys(due) && due); }); // a key may scroll to a link

  document.querySelector("main").append(card);
  return (path, lines) => { cards[path] = lines; };
})();
