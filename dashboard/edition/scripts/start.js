/* Of every page of the edition that needs no server: what depends on the day and the place of reading. */
(function () {
  "use strict";
  var root = document.documentElement, ledger = window.ledger = window.ledger || {};
  var top = new URL(root.dataset.top, window.location.href);

  // ---- a chart in a frame of another page
  var asked = new URLSearchParams(window.location.search);
  if (asked.get("embed") === "1") root.dataset.embed = "1";

  // ---- the age of the data on the day of reading
  var steps = [[730, 365, "year"], [60, 30, "month"], [1, 1, "day"]];
  document.querySelectorAll(".age[data-since]").forEach(function (place) {
    var days = Math.floor((Date.now() - Date.parse(place.dataset.since)) / 86400000);
    var step = steps.find(function (one) { return days >= one[0]; });
    if (!step) return;
    place.textContent = " (" + new Intl.RelativeTimeFormat(root.lang).format(-Math.floor(days / step[1]), step[2]) + ")";
  });

  // ---- what assets/search.js looks through comes from a script: a page on a disk may fetch no file
  var native = window.fetch;
  window.fetch = function (address) {
    if (!/(^|\/)search\.json$/.test(String(address))) return native.apply(window, arguments);
    return ledger.script(root.dataset.top + "scripts/index.js").then(function () {
      return new Response(JSON.stringify(ledger.index));
    });
  };

  // ---- the cells of a column, as edition/tables.py wrote them
  var FIRST = 40, SURROGATES = 0xD800, PAST = 0xE000;
  ledger.cells = function (column) {
    return column.values || Array.from(column.signs, function (sign) {
      var at = sign.charCodeAt(0);
      return column.once[(at < SURROGATES ? at : at - PAST + SURROGATES) - FIRST];
    });
  };

  // ---- the address of a chart with its choices, and the HTML that embeds it
  ledger.place = function (chart) {
    return new URL("charts/" + chart + ".html", root.dataset.base.indexOf("http") ? top : root.dataset.base).href;
  };
  ledger.given = function (own) { // what the server wrote into the fields of a choice
    var list = own[0], picked = list.options && (list.querySelector("option[selected]") || list.options[0]);
    if (list.type === "number") {
      return list.dataset.chartUsual === "latest" && list.defaultValue === list.max ? "latest" : list.defaultValue;
    }
    if (!list.matches("[data-several]")) return picked.value;
    var ticked = own.slice(1).filter(function (f) { return f.defaultChecked; });
    return ticked.map(function (f) { return f.value; }).join(",") || list.dataset.usual;
  };
  document.querySelectorAll(".chart[id]").forEach(function (card) {
    var rows = card.querySelector("[data-part=rows]");
    rows.dataset.filled = rows.dataset.rows; // the words carry the rows of this state, or a link to them
    var texts = ledger.shared(card.id, ledger.query(card.querySelector("form[data-chart]"), ledger.given));
    card.querySelector("[data-part=share]").textContent = texts[0];
    card.querySelector("[data-part=embed]").textContent = texts[1];
  });

  // ---- settings of a reader's own verdict that the address holds; assets/own.js judges by what the form says
  document.querySelectorAll("[data-own] form [name]").forEach(function (field) {
    if (!asked.has(field.name)) return;
    if (field.type === "checkbox") field.checked = asked.getAll(field.name).indexOf(field.value) >= 0;
    else field.value = asked.get(field.name);
    field.dispatchEvent(new Event("focusin", { bubbles: true })); // which loads it
  });

  // ---- choices in the address are drawn at once: the words of this page are those of the usual ones
  var chosen = Array.prototype.some.call(document.querySelectorAll("form[data-chart] [name]"), function (field) {
    return asked.has(field.name);
  });
  if (chosen && ledger.wake) ledger.wake();
})();
