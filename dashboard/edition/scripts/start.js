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
    return new Promise(function (done, failed) {
      var script = document.createElement("script");
      script.src = root.dataset.top + "scripts/index.js";
      script.onload = function () { done(new Response(JSON.stringify(ledger.index))); };
      script.onerror = failed;
      document.head.appendChild(script);
    });
  };

  // ---- the address of a chart with its choices, and the HTML that embeds it
  function address(chart, query, embedded) {
    var to = new URL("charts/" + chart + ".html", root.dataset.base.indexOf("http") ? top : root.dataset.base);
    new URLSearchParams(query).forEach(function (value, name) { to.searchParams.append(chart + "." + name, value); });
    if (embedded) to.searchParams.append("embed", "1");
    return to.href;
  }
  ledger.share = function (chart, query) {
    var card = document.getElementById(chart), embed = card && card.querySelector("[data-part=embed]");
    if (!embed) return;
    var snippet = new DOMParser().parseFromString(embed.textContent, "text/html").body;
    snippet.querySelector("iframe").setAttribute("src", address(chart, query, true));
    embed.textContent = snippet.innerHTML;
    card.querySelector("[data-part=share]").textContent = address(chart, query, false);
  };
  document.querySelectorAll(".chart[id]").forEach(function (card) {
    ledger.share(card.id, new URL(card.querySelector("[data-part=rows]").dataset.rows, top).searchParams.toString()
      .replace(/(^|&)[cv]=[^&]*/g, "").replace(/^&/, ""));
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
