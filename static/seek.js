// The way to the search: the key / goes to its field, and its scripts are loaded when the field is first used.
// Without a script the form leads to search.html.
(function () {
  "use strict";
  const own = document.currentScript.src, field = document.querySelector(".find [name=q]");
  if (!field) { return; }
  function load() {
    for (const name of self.dossierSearch ? [] : ["find.js", "search.js"]) {
      const script = document.createElement("script");
      script.src = new URL(name, own);
      // In this order.
      script.async = false;
      document.head.append(script);
    }
  }
  field.addEventListener("focus", load, {once: true});
  if (document.activeElement === field) { load(); }
  document.addEventListener("keydown", (event) => {
    const isInField = event.target.closest("input, textarea, select, [contenteditable]");
    if (event.key !== "/" || isInField || event.ctrlKey || event.metaKey || event.altKey) { return; }
    event.preventDefault();
    field.focus();
    field.select();
  });
})();
