/* Makes charts live when a reader touches one or one of its choices: only then are Dash and plotly fetched, which lie unused in
   a template until then. A choice is written into the address at once, and the address is what the charts are drawn from.
   Without this script charts stay the server's pictures, and their forms ask the server for the page of other choices. */
(function () {
  "use strict";
  var root = document.documentElement, box = document.getElementById("asleep");
  var state = "asleep", touched = null;
  var ledger = window.ledger = window.ledger || {};

  async function wake(part) {
    touched = part || touched;
    if (state !== "asleep" || !box) return;
    state = "waking";
    root.classList.add("waking");
    say("");
    try {
      // before Dash, which would ask for both without end when they do not come
      await ledger.script(window._dashPlotlyJSURL);
      for (var script of box.content.querySelectorAll("script")) {
        var address = script.getAttribute("src");
        if (address) await ledger.script(address);
        else document.body.appendChild(document.importNode(script, true)); // the configuration, and the line that starts Dash
        if (/\/dcc\/dash_core_components\./.test(address)) {
          await ledger.script(address.replace("dash_core_components.", "async-graph."));
        }
      }
      state = "awake";
    } catch (error) {
      state = "asleep"; // the next touch tries again
      root.classList.add("wake-failed");
      say(box.dataset.failed);
    }
    root.classList.remove("waking");
  }
  function say(words) {
    var card = touched && touched.closest(".chart");
    var status = card && card.querySelector(".status");
    if (status) status.textContent = words;
  }

  // ---- choices: the address is the one truth, before and after Dash is there
  function fields(form) { // name -> its fields: one, or a list to add from with a ticked box for each of several options
    var named = new Map();
    form.querySelectorAll("[name]").forEach(function (field) {
      if (!named.has(field.name)) named.set(field.name, []);
      named.get(field.name).push(field);
    });
    return named;
  }
  function value(own) {
    var list = own[0];
    if (list.type === "number") {
      var whole = Math.round(Number(list.value));
      if (!list.value || !whole || (list.dataset.usual === "latest" && whole >= list.max)) return list.dataset.usual;
      return String(Math.min(list.max, Math.max(list.min, whole)));
    }
    if (!list.matches("[data-several]")) return list.value;
    var chosen = own.filter(function (field) { return field === list ? field.value : field.checked; });
    var named = new Set(chosen.map(function (field) { return field.value; }));
    var options = Array.from(list.options, function (option) { return option.value; }); // their order is that of an address
    return options.filter(function (option) { return named.has(option); }).join(",") || list.dataset.usual;
  }
  function set(own, chosen) { // fields show what the address says
    var list = own[0];
    if (!list.matches("[data-several]")) { list.value = chosen === "latest" ? list.max : chosen; return; }
    list.value = "";
    var chips = chosen.split(",").map(function (option) { return chip(list, option); }).filter(Boolean);
    list.closest(".field").querySelector(".chips").replaceChildren(...chips);
  }
  function chip(list, option) {
    var known = Array.from(list.options).find(function (one) { return one.value === option; });
    if (!known) return null;
    var box = Object.assign(document.createElement("input"), { type: "checkbox", name: list.name, value: option, checked: true });
    var label = Object.assign(document.createElement("label"), { className: "box" });
    label.append(box, " " + known.textContent);
    return label;
  }
  function write(form) {
    var next = new URL(window.location.href);
    fields(form).forEach(function (own, name) {
      var chosen = value(own);
      if (chosen === own[0].dataset.usual) next.searchParams.delete(name);
      else next.searchParams.set(name, chosen);
    });
    if (next.href !== window.location.href) window.history.pushState({}, "", next);
  }
  function query(form, chosen) { // what `chosen` says of each field but what is usual for the chart: its query
    var pairs = [], chart = form.dataset.chart;
    fields(form).forEach(function (own, name) {
      var option = chosen(own, name);
      if (option !== own[0].dataset.chartUsual) pairs.push([name.slice(chart.length + 1), option]);
    });
    return new URLSearchParams(pairs.sort()).toString();
  }

  // ---- the address of a chart alone, and the HTML that embeds it; ui/urls.py writes the same for the first words
  ledger.place = function (chart) { return window.location.origin + (root.dataset.root || "") + "/charts/" + chart; };
  function shared(chart, query) {
    var before = document.querySelector("#" + CSS.escape(chart) + " .share pre:last-of-type");
    var address = new URL(ledger.place(chart));
    new URLSearchParams(query).forEach(function (value, name) { address.searchParams.append(chart + "." + name, value); });
    var alone = address.href;
    if (!before) return [alone, ""];
    address.searchParams.append("embed", "1");
    var snippet = new DOMParser().parseFromString(before.textContent, "text/html").body;
    snippet.querySelector("iframe").setAttribute("src", address.href);
    return [alone, snippet.innerHTML];
  }
  Object.assign(ledger, { fields: fields, set: set, write: write, query: query, shared: shared });

  // ---- a slider with two ends writes into the two numbers beside it
  function slide(years) {
    var numbers = years.querySelectorAll("[type='number']"), ends = years.querySelectorAll("[type='range']");
    var least = Number(ends[0].min), whole = Number(ends[0].max) - least;
    numbers.forEach(function (number, i) {
      if (number.value !== ends[i].value) ends[i].value = number.value;
      years.style.setProperty(i ? "--to" : "--from", (Number(ends[i].value) - least) / whole);
    });
  }
  function slideAll() { document.querySelectorAll(".years").forEach(slide); }
  document.addEventListener("input", function (event) {
    var years = ledger.around(event.target, ".years");
    if (!years) return;
    if (event.target.type === "range") {
      var ends = years.querySelectorAll("[type='range']"), numbers = years.querySelectorAll("[type='number']");
      if (Number(ends[0].value) > Number(ends[1].value)) event.target.value = ends[event.target === ends[0] ? 1 : 0].value;
      numbers.forEach(function (number, i) { number.value = ends[i].value; });
    }
    slide(years);
  });
  ledger.slide = slideAll;
  slideAll();

  function inWords(target, what) {
    return ledger.around(target, "#first-words") ? target.closest(what) : null;
  }
  document.addEventListener("change", function (event) {
    var form = inWords(event.target, "form[data-chart]");
    if (!form) return;
    write(form);
    wake(form);
  });
  document.addEventListener("pointerdown", function (event) {
    var part = inWords(event.target, ".chart .plot:not(.tabled), .chart form[data-chart]");
    if (part) wake(part);
  });
  document.addEventListener("keydown", function (event) {
    if (event.key === "Tab" || event.key === "Shift" || event.altKey || event.ctrlKey || event.metaKey) return;
    var part = inWords(event.target, ".chart .figure, .chart form[data-chart]");
    if (part && !event.target.closest("a, summary")) wake(part);
  });
  function early() { // a reader was faster than this script
    document.querySelectorAll("#first-words form[data-chart]").forEach(function (form) {
      if (Array.from(form.querySelectorAll("[name]")).some(ledger.touched)) { write(form); wake(form); }
    });
  }
  early();
  window.addEventListener("pageshow", early); // back to a page whose choices the browser kept
  ledger.wake = wake;
})();
