// Light, dark, or as the system says. A classic script, so that it works from a disk; without it the system decides.
(function () {
  "use strict";
  var root = document.documentElement, modes = ["auto", "light", "dark"], mode = "auto";
  function read() { try { return localStorage.getItem("dossier-theme"); } catch (e) { return null; } }
  // In private mode for this page only.
  function keep() { try { localStorage.setItem("dossier-theme", mode); } catch (e) { return; } }
  function show() { if (mode === "auto") { root.removeAttribute("data-theme"); } else { root.setAttribute("data-theme", mode); } }
  if (modes.indexOf(read()) > 0) { mode = read(); }
  show();
  document.addEventListener("DOMContentLoaded", function () {
    var button = document.querySelector("button.theme");
    if (!button) { return; }
    function label() { button.textContent = button.getAttribute("data-" + mode); }
    label();
    button.hidden = false;
    button.addEventListener("click", function () {
      mode = modes[(modes.indexOf(mode) + 1) % modes.length];
      keep(); show(); label();
    });
  });
})();
