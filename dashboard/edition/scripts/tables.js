/* The page of a table in the edition that needs no server: what its form and address ask for, from packs/table-*.js.

   It follows dashboard/package/filters.py, arrange.py and cells.py; a test holds its rows and files against theirs. */
(function () {
  "use strict";
  var ledger = window.ledger = window.ledger || {}, root = document.documentElement;
  var section = document.getElementById("rows"), form = section && section.querySelector("form[data-table]");
  if (!form) return;
  var BESIDE = ["from", "to", "excel", "q", "sort", "hide", "v", "page", "embed"];
  var asked = new URLSearchParams(window.location.search), table = form.dataset.table, held = null;

  // ---- the file, once
  ledger.table = function (name, given) {
    held = given;
    held.columns.forEach(function (column) { column.values = ledger.cells(column); });
    held.by = new Map(held.columns.map(function (column) { return [column.name, column]; }));
  };
  function loaded() { return held ? Promise.resolve() : ledger.script(root.dataset.top + "packs/table-" + table + ".js"); }

  // ---- which rows
  function all(name) { return asked.getAll(name).map(function (v) { return v.trim(); }).filter(Boolean); }
  function called(column, value) { return (column.beside && column.beside[value]) || ""; }
  function meant(column, value) { // a name that a reader wrote, or a number as the file writes it
    var codes = Object.keys(column.beside || {}).filter(function (code) {
      return column.beside[code].toLowerCase() === value.toLowerCase();
    });
    return column.number && value !== "" && !isNaN(value) ? Number(value) : codes.length ? codes[0] : value;
  }
  function ofColumns() { // tests of one row by its number
    return held.columns.filter(function (c) { return BESIDE.indexOf(c.name) < 0 && all(c.name).length; }).map(function (c) {
      var wanted = new Set(all(c.name).map(function (v) { return meant(c, v); }));
      return function (i) { return wanted.has(c.number && c.values[i] !== "" ? Number(c.values[i]) : c.values[i]); };
    });
  }
  function gregorian(text) { return /^\d{4}/.test(text) ? Number(text.slice(0, 4)) + held.apart + text.slice(4) : text; }
  function ofTime() {
    var bounds = [all("from")[0] || "", all("to")[0] || ""], column = held.by.get(held.time), calendar = held.by.get("calendar");
    if (!column || !(bounds[0] || bounds[1])) return [];
    var start = bounds[0], end = bounds[1];
    if (calendar) {
      if (start && start.slice(0, 4) < "1700") start = gregorian(start);
      if (end && end.slice(0, 4) < "1700") end = gregorian(end);
    }
    return [function (i) {
      var text = column.values[i];
      if (calendar && calendar.values[i] === "solar_hijri") text = gregorian(text);
      return Boolean(text) && text >= start && (!end || text.slice(0, end.length) <= end);
    }];
  }
  function ofWords() {
    var words = (all("q")[0] || "").toLowerCase().split(/\s+/).filter(Boolean);
    return words.map(function (word) {
      return function (i) {
        return held.columns.some(function (c) { return (c.values[i] + " " + called(c, c.values[i])).toLowerCase().indexOf(word) >= 0; });
      };
    });
  }
  function compare(a, b) { return a < b ? -1 : a > b ? 1 : 0; }
  function ordered(rows) {
    var sort = all("sort")[0] || "", down = sort[0] === "-", column = held.by.get(sort.replace(/^-/, ""));
    if (!column) return rows;
    var key = column.number ? Number : function (text) { return text.toLowerCase(); };
    return rows.sort(function (a, b) { // a row without a value comes last, whichever way
      var x = column.values[a], y = column.values[b];
      if (x === "" || y === "") return (x === "") - (y === "") || a - b;
      return compare(key(x), key(y)) * (down ? -1 : 1) || a - b;
    });
  }
  ledger.rows = function () {
    var tests = ofColumns().concat(ofTime(), ofWords());
    var rows = Array.from({ length: held.rows }, function (_, i) { return i; });
    return ordered(rows.filter(function (i) { return tests.every(function (test) { return test(i); }); }));
  };

  // ---- rows as a file: "", "1" (Excel, commas) or "semicolon"
  function written(text, apart) { return /["\r\n]/.test(text) || text.indexOf(apart) >= 0 ? '"' + text.replace(/"/g, '""') + '"' : text; }
  function harmless(text) { return /^[=+\-@\t\r\n]/.test(text) && !/^[+-]?\d+([.,]\d+)?$/.test(text) ? "'" + text : text; }
  ledger.csv = function (rows, how) {
    var apart = how === "semicolon" ? ";" : ",", end = how ? "\r\n" : "\n";
    function cell(column, text) {
      if (how && !column.number) text = harmless(text);
      if (how === "semicolon" && column.number) text = text.replace(".", ",");
      return written(text, apart);
    }
    var lines = [held.columns.map(function (c) { return written(how ? harmless(c.name) : c.name, apart); })];
    rows.forEach(function (i) { lines.push(held.columns.map(function (c) { return cell(c, c.values[i]); })); });
    return (how ? "\ufeff" : "") + lines.map(function (line) { return line.join(apart) + end; }).join("");
  };
  section.addEventListener("click", function (event) {
    var button = event.target.closest("[data-take]");
    if (!button) return;
    event.preventDefault();
    loaded().then(function () {
      var link = document.createElement("a");
      link.href = URL.createObjectURL(new Blob([ledger.csv(ledger.rows(), button.dataset.take)], { type: "text/csv" }));
      link.download = table + ".csv";
      link.click();
      window.setTimeout(function () { URL.revokeObjectURL(link.href); }, 60000);
    });
  });

  // ---- rows on the page
  function node(name, text, more) {
    var made = Object.assign(document.createElement(name), more || {});
    if (text) made.textContent = text;
    return made;
  }
  function said(word, values) {
    return held.words[word].replace(/\{(\w+)\}/g, function (_, n) {
      return typeof values[n] === "number" && n !== "last" && n !== "first" ? values[n].toLocaleString("en") : values[n];
    });
  }
  function address(changes) {
    var query = new URLSearchParams(asked);
    Object.keys(changes).forEach(function (n) { if (changes[n]) query.set(n, changes[n]); else query.delete(n); });
    return (query.toString() && "?" + query) + "#rows";
  }
  function head(column) {
    var sort = all("sort")[0] || "", up = column.name, down = "-" + column.name, first = column.number ? down : up;
    var next = sort === first ? (first === up ? down : up) : sort && sort.replace(/^-/, "") === up ? "" : first;
    var cell = node("th", "", { scope: "col", className: column.number ? "num" : "" });
    if (sort === up || sort === down) cell.setAttribute("aria-sort", sort === up ? "ascending" : "descending");
    var link = node("a", "", { href: window.location.pathname + address({ sort: next, page: "" }) });
    link.append.apply(link, ledger.compounds(column.title).map(function (piece, i) {
      return i % 2 ? node("span", piece, { className: "compound" }) : piece;
    }));
    cell.append(link);
    return cell;
  }
  function cell(column, text) {
    var made = node("td", "", { className: column.number ? "num" : text.length > 60 ? "wide" : "" }), beside = called(column, text);
    made.dataset.head = column.title;
    if (/^https?:\/\/\S+$/.test(text)) made.append(node("a", new URL(text).hostname.replace(/^www\./, ""), { href: text, rel: "noopener noreferrer" }));
    else made.append(column.number && /^-?\d{5,}$/.test(text) ? BigInt(text).toLocaleString("en") : text);
    if (beside) made.append(" ", node("small", beside));
    return made;
  }
  function turn(number, last) {
    var nav = node("nav", "", { className: "turn" });
    nav.setAttribute("aria-label", held.words.pages);
    [[1, "first_page"], [number - 1, "before"], [0, "page"], [number + 1, "after"], [last, "last_page"]].forEach(function (to) {
      if (to[1] === "page") nav.append(node("span", said("page", { n: number, last: last })));
      else if (to[0] < 1 || to[0] > last || to[0] === number) nav.append(node("span", held.words[to[1]], { className: "off" }));
      else nav.append(node("a", held.words[to[1]], { href: window.location.pathname + address({ page: to[0] > 1 ? String(to[0]) : "" }) }));
    });
    return nav;
  }
  function draw() {
    var rows = ledger.rows(), last = Math.max(1, Math.ceil(rows.length / held.page)), hidden = new Set(asked.getAll("hide"));
    var number = Math.min(last, Math.max(1, Number(asked.get("page")) || 1)), from = (number - 1) * held.page;
    var shown = held.columns.filter(function (c) { return !hidden.has(c.name); }), here = rows.slice(from, from + held.page);
    var counts = { first: from + 1, last: from + here.length, n: rows.length, every: held.rows };
    var files = section.querySelector(".downloads").parentElement;
    while (files.nextSibling) files.nextSibling.remove();
    if (!rows.length) { section.append(node("p", held.words.none, { className: "empty", role: "status" })); return; }
    var caption = said(rows.length === held.rows ? "shown" : "shown_of", counts), grid = node("table", "", { className: "cards" });
    grid.append(node("caption", caption), node("thead"), node("tbody"));
    grid.tHead.append(node("tr"));
    grid.tHead.rows[0].append.apply(grid.tHead.rows[0], shown.map(head));
    here.forEach(function (i) {
      var row = node("tr");
      row.append.apply(row, shown.map(function (c) { return cell(c, c.values[i]); }));
      grid.tBodies[0].append(row);
    });
    var region = node("div", "", { className: "scroll", tabIndex: 0 });
    region.setAttribute("role", "region");
    region.setAttribute("aria-label", caption);
    region.append(grid);
    section.append(region);
    if (last > 1) section.append(turn(number, last));
  }
  function fill() { // the form says what the address asks
    Array.from(form.elements).forEach(function (field) {
      if (!field.name || !asked.has(field.name)) return;
      if (field.type === "checkbox") field.checked = asked.getAll(field.name).indexOf(field.value) >= 0;
      else field.value = asked.get(field.name);
    });
  }
  form.addEventListener("focusin", function (event) { // suggestions: the values of a column, the years of the table
    var field = event.target;
    if (!field.name || !field.getAttribute("list") || document.getElementById("of-" + field.name)) return;
    loaded().then(function () {
      var column = held.by.get(field.name) || held.by.get(held.time), list = node("datalist", "", { id: "of-" + field.name });
      var values = column.name === field.name ? column.values : column.values.map(function (v) { return v.slice(0, 4); });
      Array.from(new Set(values)).filter(Boolean).sort().forEach(function (value) {
        var name = called(column, value);
        list.append(node("option", name && name + " (" + value + ")", { value: value }));
      });
      form.append(list);
      field.setAttribute("list", list.id);
    });
  });
  form.addEventListener("submit", function (event) { // fields that are empty are left out of the address
    event.preventDefault();
    asked = new URLSearchParams(Array.from(new FormData(form)).filter(function (pair) { return pair[1]; }));
    window.history.pushState(null, "", window.location.pathname + address({}));
    loaded().then(draw);
  });
  window.addEventListener("popstate", function () { asked = new URLSearchParams(window.location.search); loaded().then(draw); });
  var names = Array.from(asked.keys()).filter(function (n) { return n !== "v" && n !== "embed"; });
  if (names.length) { fill(); loaded().then(draw); }
})();
