// Filters the rules by words and outcomes. The page can be read without it.
(function () {
  "use strict";
  document.documentElement.classList.add("scripted");
  document.querySelectorAll(".filtered").forEach(function (section) {
    var words = section.querySelector("input");
    var buttons = Array.from(section.querySelectorAll("button"));
    var families = Array.from(section.querySelectorAll(".family"));
    var opened = families.map(function (family) { return family.open; });

    function apply() {
      var text = words.value.trim().toLowerCase();
      var wanted = buttons
        .filter(function (button) { return button.getAttribute("aria-pressed") === "true"; })
        .map(function (button) { return button.dataset.outcome; });
      var filtering = text !== "" || wanted.length > 0;
      families.forEach(function (family, at) {
        var any = false;
        family.querySelectorAll("[data-outcomes]").forEach(function (row) {
          var outcomes = row.dataset.outcomes.split(" ");
          var fits = wanted.length === 0 || wanted.some(function (one) { return outcomes.includes(one); });
          row.hidden = !(fits ? row.textContent.toLowerCase().includes(text) : false);
          any = any || !row.hidden;
        });
        family.hidden = !any;
        family.open = filtering ? any : opened[at];
      });
    }

    words.addEventListener("input", apply);
    buttons.forEach(function (button) {
      button.addEventListener("click", function () {
        button.setAttribute("aria-pressed", String(button.getAttribute("aria-pressed") !== "true"));
        apply();
      });
    });
  });
})();
