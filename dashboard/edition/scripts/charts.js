/* What Dash and the server do for assets/charts.js, in the edition that needs neither: it sets what belongs to a choice,
   and hands out figures, rows and pictures from files that a script may load from a disk. */
(function () {
  "use strict";
  var ledger = window.ledger, edition = ledger.edition, top = document.documentElement.dataset.top;
  var TYPES = { json: "application/json", csv: "text/csv", svg: "image/svg+xml", html: "text/html" };
  var ADDRESS = /charts\/([a-z0-9-]+)((?:~[^~?&]*?)*)\.(json|csv|svg|html)(?:[?&]([^#]*))?$/; // ours or the server's
  var queries = {}, scheme = "";

  // ---- files
  var packs = {};
  function load(file) { return ledger.script(top + file); }
  ledger.pack = function (chart, kind, number, states) { Object.assign(packs[chart + kind] = packs[chart + kind] || {}, states); };
  async function content(chart, kind, query) {
    if (kind === "html") return table(chart, rowsOf(await content(chart, "csv", query)));
    if (edition.ranked[chart]) return ledger.ranked(chart, kind, query, load);
    var places = edition.charts[chart].places[kind];
    if (!(query in places)) throw new Error("no such choice");
    await load("packs/" + chart + "-" + kind + "-" + places[query] + ".js");
    var held = packs[chart + kind][query];
    return kind === "json" ? JSON.stringify(held) : held;
  }
  function asked(address) {
    var parts = ADDRESS.exec(String(address));
    if (!parts) return null;
    var query = new URLSearchParams(parts[2].replace(/~/g, "&") + "&" + (parts[4] || "")), forced = query.get("scheme");
    ["c", "v", "scheme", "size"].forEach(function (name) { query.delete(name); });
    query.sort();
    return { chart: parts[1], kind: parts[3], query: query.toString(), scheme: forced };
  }
  var native = window.fetch;
  window.fetch = async function (address) {
    var want = asked(address);
    if (!want) return native.apply(window, arguments);
    var text = await content(want.chart, want.kind, want.query);
    if (want.scheme) text = text.replace(/<style>.*?<\/style>/, edition.styles[want.scheme]);
    return new Response(text, { headers: { "Content-Type": TYPES[want.kind] } });
  };

  // ---- rows: the CSV as a table
  function rowsOf(text) {
    var rows = [[]], cell = /("(?:[^"]|"")*"|[^,\r\n]*)(,|\r?\n|$)/g, found;
    while ((found = cell.exec(text)) && (found[0] || cell.lastIndex < text.length)) {
      rows[rows.length - 1].push(found[1].charAt(0) === '"' ? found[1].slice(1, -1).replace(/""/g, '"') : found[1]);
      if (found[2] !== ",") rows.push([]);
    }
    return rows.filter(function (row) { return row.length; });
  }
  function element(tag, text, props) { return Object.assign(document.createElement(tag), { textContent: text }, props); }
  function table(chart, rows) {
    var titles = edition.charts[chart].titles, box = element("table", ""), head = box.createTHead().insertRow();
    rows[0].forEach(function (name) { head.appendChild(element("th", titles[name] || name, { scope: "col" })); });
    var body = box.createTBody();
    rows.slice(1).forEach(function (row) {
      var line = body.insertRow();
      row.forEach(function (text) { line.insertCell().textContent = text; });
    });
    var region = element("div", "", { className: "scroll", tabIndex: 0 });
    region.setAttribute("role", "region");
    region.setAttribute("aria-label", document.getElementById(chart + "-title").textContent);
    region.appendChild(box);
    return "<main>" + region.outerHTML + "</main>";
  }

  // ---- what Dash does: a choice sets the pieces of its card
  ledger.page = function (address) { return top + address.slice(1) + ".html"; };
  function built(node) { // a component of Dash as an element
    if (typeof node === "string") return document.createTextNode(node);
    var made = document.createElement(node.type.toLowerCase()), props = node.props;
    Object.keys(props).forEach(function (name) {
      if (name === "children" || name === "style" || props[name] === null) return;
      made.setAttribute(name === "className" ? "class" : name, props[name]);
    });
    Object.keys(props.style || {}).forEach(function (name) { made.style.setProperty(name, props.style[name]); });
    [].concat(props.children || []).forEach(function (child) { made.appendChild(built(child)); });
    return made;
  }
  function drawn(card, figure) {
    var box = card.querySelector(".live");
    if (!figure.data.length && !figure.layout.annotations) return window.Plotly.purge(box.firstChild);
    return window.Plotly.react(box.firstChild, figure.data, figure.layout, edition.config);
  }
  function named(want) { // a name beside those of the files, which no file has: who copies the link gets no other rows
    return top + "charts/" + want.chart + (want.query ? "~" + want.query.replace(/&/g, "~") : "") + "." + want.kind;
  }
  function put(card, kind, prop, value) {
    if (kind === "graph") return drawn(card, value);
    var piece = card.querySelector("[data-part=" + kind + "]");
    if (!piece) return null;
    if (prop === "children") return piece.replaceChildren.apply(piece, [].concat(value || []).map(built));
    if (prop === "href") value = named(asked(value));
    return piece.setAttribute(prop === "className" ? "class" : prop, value);
  }
  function run(chart) {
    var card = document.getElementById(chart);
    if (!card) return;
    window.dash_clientside.ledger.fetchFigure(queries[chart], scheme, { chart: chart }, edition.settings).then(function (values) {
      edition.parts.forEach(function (part, i) { put(card, part[0], part[1], values[i]); });
    }).catch(function (error) {
      if (error !== window.dash_clientside.PreventUpdate) throw error;
    });
  }
  window.dash_clientside = {
    PreventUpdate: {},
    set_props: function (id, props) {
      if (id === "scheme") { scheme = props.data; Object.keys(queries).forEach(run); return; }
      queries[id.chart] = props.data;
      run(id.chart);
    },
  };
  document.addEventListener("click", async function (event) { // a file of a choice has no address: it is handed over
    var link = event.target.closest && event.target.closest("#shell .downloads [data-part]");
    var want = link && asked(link.getAttribute("href"));
    if (!want || !want.query) return;
    event.preventDefault();
    var text = await content(want.chart, want.kind, want.query);
    ledger.handOut(URL.createObjectURL(new Blob([text], { type: TYPES[want.kind] })), want.chart + "." + want.kind);
  });

  // ---- the start: the words become the page that assets/charts.js looks for
  ledger.start = function () {
    document.getElementById("first-words").id = "shell";
    document.querySelectorAll("#shell .chart").forEach(function (card) {
      var live = element("div", "", { className: "live", id: JSON.stringify({ chart: card.id, type: "graph" }) });
      live.appendChild(document.createElement("div"));
      card.querySelector(".plot").appendChild(live);
      // what the words show, so that a choice in the address counts as a change
      var query = ledger.query(card.querySelector("form[data-chart]"), ledger.given);
      window.dash_clientside.set_props({ type: "query", chart: card.id }, { data: query });
    });
    ledger.apply();
  };
})();
