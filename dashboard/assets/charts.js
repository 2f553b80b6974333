/* Live charts: a choice changes the address of the page, the figure is fetched from the address of the chart, and everything on
   its card follows; points can be walked with the arrow keys and are read aloud. Dash loads it, once wake.js has started Dash. */
(function () {
  "use strict";
  var root = document.documentElement.dataset.root || ""; // the path under which the site lies
  var texts = new Map(); // address of a figure -> its text, so that turning the scheme fetches nothing
  var newest = {};       // chart -> number of its last request: an answer that comes late is dropped
  var shown = {};        // chart -> query that Dash had last
  var CLEARED = { data: [], layout: { xaxis: { visible: false }, yaxis: { visible: false }, height: 120, paper_bgcolor: "rgba(0,0,0,0)" } };

  function address(chart, kind, query, settings) {
    return root + "/charts/" + chart + "." + kind + "?" + (query ? query + "&" : "") + "c=" + settings.code + "&v=" + settings.version;
  }
  function wait(ms) {
    return new Promise(function (done) { window.setTimeout(done, ms); });
  }

  // ---- ui/elements.py: a field whose content belongs to the browser
  window.dashboard = {
    Input: function (props) {
      var own = {};
      Object.keys(props).forEach(function (name) {
        if (!/^(setProps|componentPath|_dash.*)$/.test(name)) own[{ value: "defaultValue", checked: "defaultChecked" }[name] || name] = props[name];
      });
      if (own.type === "checkbox") { own.value = own.defaultValue; delete own.defaultValue; }
      return window.React.createElement("input", own);
    },
  };

  // ---- fetching: the answer must be of the page's own data version
  async function fetched(where, version) {
    if (texts.has(where)) return texts.get(where);
    for (var tries = 0; tries < 3; tries += 1) {
      var answer = await window.ledger.answer(where);
      var current = answer.headers.get("X-Data-Version");
      if (!current || current === version) {
        var text = await answer.text();
        texts.set(where, text);
        return text;
      }
      await wait(600); // another worker may still be reading the new build
    }
    throw Object.assign(new Error("newer"), { newer: current });
  }
  function reloadOnce(version) {
    try {
      if (window.sessionStorage.getItem("reloaded") === version) return;
      window.sessionStorage.setItem("reloaded", version);
    } catch (e) { return; }
    window.setTimeout(function () { window.location.reload(); }, 1500);
  }

  function plain(template) { // who asks for more contrast reads axes in the colour of the text
    if (!window.matchMedia("(prefers-contrast: more), (forced-colors: active)").matches) return template;
    var soft = template.layout.xaxis.tickfont.color, ink = template.layout.font.color;
    return JSON.parse(JSON.stringify(template).split(soft).join(ink));
  }
  function recoloured(text, template) { // a figure carries the colours of the light scheme
    var colours = template.layout.meta || {};
    return text.replace(/#[0-9a-f]{6}/g, function (colour) { return colours[colour] || colour; });
  }
  function thinned(axis) { // every second of many labels
    if (!axis.tickvals || axis.tickvals.length < 7) return axis;
    var half = function (list) { return list && list.filter(function (_, i) { return i % 2 === 0; }); };
    return Object.assign(axis, { tickvals: half(axis.tickvals), ticktext: half(axis.ticktext) });
  }
  function fitted(figure) {
    var layout = figure.layout;
    layout.autosize = true;
    var other = window.innerWidth < 560 ? "wide" : "narrow"; // names at lines on a wide screen, a legend on a phone
    figure.data = figure.data.filter(function (trace) { return !trace.meta || trace.meta.only !== other; });
    ["shapes", "annotations"].forEach(function (part) {
      if (layout[part]) layout[part] = layout[part].filter(function (one) { return one.name !== other; });
    });
    layout.showlegend = false; // the card has one, in HTML
    if (window.innerWidth < 560) {
      layout.margin = Object.assign({ l: 36, t: 8, b: 36 }, layout.margin, { r: 6 });
      layout.xaxis = thinned(Object.assign({ tickangle: 0 }, layout.xaxis, { nticks: 5 }));
      if (layout.yaxis && layout.yaxis.title) layout.yaxis = Object.assign({}, layout.yaxis, { title: { text: "" } });
      figure.data.forEach(function (trace) { if (trace.mode === "text" && !(trace.meta || {}).wide) trace.textfont.size = 10; });
    }
    if (window.innerWidth >= 900) { // titles are folded for a phone
      figure.data.forEach(function (trace) { if (trace.meta && trace.meta.wide) trace.text = trace.meta.wide; });
    }
    return figure;
  }
  function quoted(chart, finding, to) {
    var frame = document.querySelector("#" + CSS.escape(chart) + " [data-quote]");
    return frame ? frame.dataset.quote.replace("{finding}", finding).replace("{address}", to) : "";
  }
  function name(chart, meta) { // the legend of the choice, and nothing to take home where it has no rows
    var card = document.getElementById(chart), box = card && card.querySelector(".legend-of");
    if (!box) return;
    box.innerHTML = box.dataset.html = meta.legend; // the second for page.js, which fills what is empty
    card.classList.toggle("bare", !meta.rows);
  }
  function heighten(chart, height) { // a chart of rows is as high as it has rows
    var box = document.getElementById(JSON.stringify({ chart: chart, type: "graph" }));
    if (box) box.style.height = height + "px";
  }

  function page(address) { // of ours, which an edition without a server has as a file
    return window.ledger.page ? window.ledger.page(address) : root + address;
  }

  // ---- a small table in place of a picture, as ui/chart_plot.py writes it
  function part(type, props) {
    return { type: type, namespace: "dash_html_components", props: props };
  }
  function heading(text) { // its compounds in elements within which no line ends, as ui/elements.py has them
    return window.ledger.compounds(text).map(function (piece, i) {
      return i % 2 ? part("Span", { children: piece, className: "compound" }) : piece;
    });
  }
  function grid(chart, table) {
    var number = function (i) { return table.numbers.indexOf(i) >= 0 ? " num" : ""; };
    var heads = table.head.map(function (text, i) { return part("Th", { children: heading(text), scope: "col", className: number(i) }); });
    var rows = table.rows.map(function (row) {
      return part("Tr", { children: row.map(function (cell, i) {
        var inner = cell.to ? part("A", { children: cell.text, href: page(cell.to) }) : cell.text;
        return part("Td", { children: inner, className: "tone-" + cell.tone + number(i), "data-head": table.head[i] });
      }) });
    });
    var name = "short" + (table.matrix ? " matrix" : "");
    var inner = [part("Thead", { children: part("Tr", { children: heads }) }), part("Tbody", { children: rows })];
    var signs = { "--signs": String(table.head.length - 1) };
    return part("Table", { className: name, style: signs, "aria-labelledby": chart + "-title", children: inner });
  }

  // ---- a chart far below is drawn when the reader comes near it
  var NEAR = 300, waiting = {}, ready = {};
  function near(chart) {
    var card = document.getElementById(chart);
    if (!card || !document.querySelector("#shell #" + CSS.escape(chart))) return true;
    var place = card.getBoundingClientRect();
    return place.top < window.innerHeight + NEAR && place.bottom > -NEAR;
  }
  function tabled(chart) {
    return Boolean(document.querySelector("#shell #" + CSS.escape(chart) + " .plot.tabled"));
  }
  function drawNear() {
    Object.keys(waiting).forEach(function (chart) {
      if (!near(chart)) return;
      var query = waiting[chart];
      delete waiting[chart];
      window.dash_clientside.set_props({ type: "query", chart: chart }, { data: query });
    });
  }
  ["scroll", "resize"].forEach(function (kind) { window.addEventListener(kind, drawNear, { passive: true }); });

  async function fetchFigure(query, _scheme, id, settings) {
    var chart = id.chart, mine = (newest[chart] || 0) + 1;
    newest[chart] = mine;
    shown[chart] = query;
    var to = function (kind) { return address(chart, kind, query, settings); };
    // drawn when it comes into view, or when a reader chooses; a table of the server's is there already
    var here = tabled(chart) ? ready : waiting;
    if ((mine === 1 || here[chart] === query) && (here === ready || !near(chart))) {
      here[chart] = query;
      throw window.dash_clientside.PreventUpdate;
    }
    delete waiting[chart];
    delete ready[chart];
    var names = window.ledger.shared(chart, query), downloads = [to("csv"), to("json"), to("svg"), to("html")].concat(names);
    try {
      var figure = fitted(JSON.parse(recoloured(await fetched(to("json"), settings.version), settings.templates[window.ledger.scheme()])));
      if (newest[chart] !== mine) throw window.dash_clientside.PreventUpdate;
      var meta = figure.layout.meta;
      downloads.push(quoted(chart, meta.finding, names[0]));
      name(chart, meta);
      figure.layout.template = plain(settings.templates[window.ledger.scheme()]);
      if (figure.layout.table) {
        return [CLEARED, grid(chart, figure.layout.table), heading(meta.finding), meta.subtitle, meta.alt, meta.source, "", "plot tabled"]
          .concat(downloads);
      }
      heighten(chart, figure.layout.height);
      return [figure, null, heading(meta.finding), meta.subtitle, meta.alt, meta.source, "", "plot drawn " + window.ledger.scheme()].concat(downloads);
    } catch (error) {
      if (newest[chart] !== mine) throw window.dash_clientside.PreventUpdate;
      var notice = error.newer ? settings.newer : settings.failed;
      if (error.newer) reloadOnce(error.newer);
      return [CLEARED, null, settings.failed_title, "", "", "", notice, "plot failed"].concat(downloads.slice(0, 6), [""]);
    }
  }
  window.dash_clientside = Object.assign({}, window.dash_clientside, { ledger: { fetchFigure: fetchFigure } });

  // ---- choices: the address is the one truth; controls and figures follow it
  function forms() {
    return Array.from(document.querySelectorAll("#shell form[data-chart]"));
  }
  function others() { // what of the address does not belong to a chart on this page
    var mine = new Set(forms().flatMap(function (form) { return Array.from(window.ledger.fields(form).keys()); }));
    var rest = Array.from(new URLSearchParams(window.location.search)).filter(function (pair) { return !mine.has(pair[0]); });
    return window.location.pathname + "?" + new URLSearchParams(rest);
  }
  function apply() {
    var asked = new URLSearchParams(window.location.search);
    forms().forEach(function (form) {
      // a page may have another usual choice than the chart: the address is silent about its own, the chart is given it
      var chart = form.dataset.chart, query = window.ledger.query(form, function (own, name) {
        var chosen = asked.has(name) ? asked.getAll(name).join(",") : own[0].dataset.usual;
        window.ledger.set(own, chosen);
        return chosen;
      });
      if (query === shown[chart]) return;
      shown[chart] = query;
      window.dash_clientside.set_props({ type: "query", chart: chart }, { data: query });
    });
    window.ledger.slide();
  }
  (window.ledger = window.ledger || {}).apply = apply;
  document.addEventListener("change", function (event) {
    var form = event.target.closest("#shell form[data-chart]");
    if (!form) return;
    window.ledger.write(form);
    apply();
  });
  document.addEventListener("submit", function (event) {
    if (event.target.closest("#shell form[data-chart]")) event.preventDefault();
  });
  // back and forward between choices stay here; every other move is Dash's
  var seen = null;
  function moved(event) {
    var now = others();
    if (now === (seen || now) && forms().length) {
      event.stopImmediatePropagation();
      apply();
    }
    seen = now;
  }
  window.addEventListener("popstate", moved, true);
  window.addEventListener("_dashprivate_pushstate", moved, true);
  new MutationObserver(function () {
    if (forms().length) { seen = others(); drawNear(); }
    document.querySelectorAll(".figure:not(.seen) .main-svg").forEach(function (drawn) {
      var figure = drawn.closest(".figure"), chart = drawn.closest(".js-plotly-plot");
      figure.classList.add("seen");
      if (chart.on) chart.on("plotly_click", function (event) { lead(event.points[0].customdata); });
    });
  }).observe(
    document.documentElement, { childList: true, subtree: true });

  function lead(address) { if (address) window.location.assign(page(address)); } // a mark that has a page of its own

  // ---- points by keyboard and ear: nothing is fetched until a chart has the focus and an arrow is pressed
  var walks = new WeakMap(); // figure -> { key, points, at }
  function spokenWords(html) {
    return new DOMParser().parseFromString(html.replace(/<br>/g, ", "), "text/html").body.textContent;
  }
  function pointsOf(figure) {
    var points = [];
    figure.data.forEach(function (trace, curve) {
      if (trace.hoverinfo !== "text") return;
      trace.x.forEach(function (x, i) {
        var words = Array.isArray(trace.hovertext) ? trace.hovertext[i] : i ? "" : trace.hovertext;
        if (x !== null && words) points.push({ x: x, y: trace.y[i], curve: curve, point: i, words: spokenWords(words),
          to: (trace.customdata || [])[i] });
      });
    });
    return points.sort(function (a, b) { return a.x - b.x || a.y - b.y; });
  }
  async function walked(box) {
    var link = box.closest(".chart").querySelector(".downloads a[href*='.json']").getAttribute("href");
    var known = walks.get(box);
    if (known && known.key === link) return known;
    var answer = await window.ledger.answer(link);
    var walk = { key: link, points: pointsOf(await answer.json()), at: -1 };
    walks.set(box, walk);
    return walk;
  }
  var STEPS = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };
  document.addEventListener("keydown", async function (event) {
    var box = event.target;
    if (!box.matches || !box.matches(".figure[data-walk]") || box.querySelector(".plot.tabled")) return;
    if (event.key === "Enter" && walks.has(box)) return lead((walks.get(box).points[walks.get(box).at] || {}).to);
    if (!(event.key in STEPS) && event.key !== "Home" && event.key !== "End") return;
    event.preventDefault();
    var walk = await walked(box).catch(function () { return null; });
    if (!walk || !walk.points.length) return;
    var last = walk.points.length - 1, next = walk.at + (STEPS[event.key] || 0);
    if (event.key === "Home") next = 0;
    if (event.key === "End") next = last;
    walk.at = Math.max(0, Math.min(last, next));
    var point = walk.points[walk.at];
    box.querySelector(".spoken").textContent = point.words + " (" + (walk.at + 1) + "/" + (last + 1) + ")";
    var drawn = box.querySelector(".js-plotly-plot");
    if (drawn && window.Plotly && box.matches(".seen")) {
      window.ledger.single(box, drawn._fullData[point.curve].index);
      window.Plotly.Fx.hover(drawn, [{ curveNumber: point.curve, pointNumber: point.point }]);
    }
  });

  document.addEventListener("focusout", function (event) {
    var drawn = event.target.matches && event.target.matches(".figure.seen") && event.target.querySelector(".js-plotly-plot");
    if (!drawn || !window.Plotly) return;
    window.ledger.single(event.target);
    window.Plotly.Fx.unhover(drawn);
  });
})();
