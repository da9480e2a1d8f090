// Copies the text beside a button. A classic script, so that it works from a disk; without it no button is shown.
(function () {
  "use strict";
  function each(selector, act) { document.querySelectorAll(selector).forEach(act); }
  each("[data-here]", function (place) { place.textContent = location.href.split(/[?#]/)[0]; });
  each(".copyable", function (box) {
    var text = box.querySelector("code"), button = box.querySelector(".copy"), said = document.createElement("span");
    function done() {
      said.textContent = button.getAttribute("data-done");
      setTimeout(function () { said.textContent = ""; }, 4000);
    }
    function old() { // no clipboard, or no right to it: select, and copy what is selected
      getSelection().selectAllChildren(text);
      if (document.execCommand("copy")) { done(); }
    }
    said.setAttribute("role", "status");
    box.appendChild(said);
    button.hidden = false;
    button.addEventListener("click", function () {
      if (navigator.clipboard) { navigator.clipboard.writeText(text.textContent).then(done, old); } else { old(); }
    });
  });
})();
