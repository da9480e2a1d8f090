// The way to the search: `/` goes to its field, and its scripts are loaded when the field is first used. Classic
// scripts, so that it works from a disk; without them the form leads to search.html.
(function () {
  "use strict";
  const own = document.currentScript.src, field = document.querySelector(".find [name=q]");
  if (!field) { return; }
  function load() {
    if (self.dossierSearch || field.dataset.loads) { return; }
    field.dataset.loads = "1";
    for (const name of ["find.js", "search.js"]) {
      const script = document.createElement("script");
      script.src = new URL(name, own).href;
      script.async = false; // in this order
      document.head.append(script);
    }
  }
  field.addEventListener("focus", load);
  if (document.activeElement === field) { load(); }
  document.addEventListener("keydown", (event) => {
    const busy = event.target.closest && event.target.closest("input, textarea, select, [contenteditable]");
    if (event.key !== "/" || busy || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) { return; }
    event.preventDefault();
    field.focus();
    field.select();
  });
})();
