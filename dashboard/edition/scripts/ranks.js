/* The rank of any partner has too many choices for files: its rows are chosen and drawn here, as the server does in
   charts/trade/partner_rank.py. Every word and mark of a row was made there; a test compares whole figures. */
(function () {
  "use strict";
  var ledger = window.ledger, files = {};
  var PARTNER = 0, FAMILY = 1, SOURCE = 2, YEAR = 3, YEARLY = 4, X = 5, Y = 6, BEST = 7, WORST = 8, MARK = 9, HOVER = 10,
    PLACE = 11, RANK = 12, WHEN = 13, CELLS = 14;
  ledger.ranks = function (name, given) {
    var columns = given.map(ledger.cells);
    files[name] = columns[0].map(function (_, at) { return columns.map(function (cells) { return cells[at]; }); });
  };

  function fill(text, values) { return text.replace(/\{(\w+)\}/g, function (_, name) { return values[name]; }); }
  function unique(values) { return Array.from(new Set(values)); }
  function groups(rows, column) {
    return unique(rows.map(function (row) { return row[column]; })).sort().map(function (name) {
      return [name, rows.filter(function (row) { return row[column] === name; })];
    });
  }
  function log(rank) { return Math.round(1000 * Math.log10(rank)) / 1000; }

  // ---- rows
  function chosen(given, choices) {
    var wanted = choices.partner.split(","), last = choices.until === "latest" ? Infinity : Number(choices.until);
    return given.filter(function (row) {
      return wanted.indexOf(row[PARTNER]) >= 0 && (choices.family === "all" || row[FAMILY] === choices.family)
        && (choices.periods !== "years" || row[YEARLY]) && row[YEAR] >= Number(choices.since) && row[YEAR] <= last;
    });
  }

  // ---- the drawing
  function looks(names, set) { // none is used twice: a taken one gives way to the next that is free
    var taken = {}, found = {};
    names.slice().sort(function (a, b) {
      return set.partners[b][2] - set.partners[a][2] || (a < b ? -1 : 1);
    }).forEach(function (name) {
      found[name] = [set.partners[name][1]].concat(set.looks).find(function (look) { return !taken[look[0] + look[1]]; });
      taken[found[name][0] + found[name][1]] = true;
    });
    return found;
  }
  function legend(trace, name, group) {
    return Object.assign(trace, { showlegend: Boolean(name) }, name ? { name: name } : {}, group ? { legendgroup: group } : {});
  }
  function spans(rows, look, width, dash, group, end) {
    var x = [], y = [];
    rows.forEach(function (row) { x.push(row[X], row[X], null); y.push(row[BEST], end(row), null); });
    var line = { color: look[0], width: width, dash: dash };
    var trace = { type: "scatter", mode: "lines", x: x, y: y, hoverinfo: "skip", line: line };
    return legend(trace, "", group);
  }
  function marker(look, size, symbol) { return { color: look[0], size: size, symbol: symbol, line: { color: look[0], width: 2 } }; }
  function column(rows, place) { return rows.map(function (row) { return row[place]; }); }
  function series(name, title, look, rows, set) {
    var closed = rows.filter(function (row) { return row[WORST] !== null && row[WORST] > row[BEST]; });
    var open = rows.filter(function (row) { return row[WORST] === null; });
    var symbols = rows.map(function (row) { return row[WORST] === null ? "triangle-down-open" : look[1] + row[MARK]; });
    var key = { type: "scatter", mode: "markers", x: [null], y: [null], marker: marker(look, 9, look[1]) };
    var points = { type: "scatter", mode: "markers", x: column(rows, X), y: column(rows, Y), marker: marker(look, 10, symbols),
      hovertext: column(rows, HOVER), hoverinfo: "text" };
    return [legend(key, title, name)]
      .concat(closed.length ? spans(closed, look, 2.5, "solid", name, function (row) { return row[WORST]; }) : [])
      .concat(open.length ? spans(open, look, 1.5, "dot", name, function (row) { return row[BEST] * set.open; }) : [])
      .concat(legend(points, "", name));
  }
  function years(first, last) {
    var step = Math.max(1, Math.ceil((last - first) / 7)), at = [];
    for (var year = first; year <= last; year += 1) if (year % step === 0) at.push(year);
    return { range: [first - 0.7, last + 0.9], tickvals: at, ticktext: at.map(String), showgrid: false, showline: true };
  }
  function draw(rows, set) {
    if (!rows.length) return JSON.parse(JSON.stringify(set.empty));
    var names = unique(column(rows, PARTNER)), several = names.length > 1, own = several ? looks(names, set) : {}, data = [];
    groups(rows, several ? PARTNER : FAMILY).forEach(function (pair) {
      var known = several ? set.partners[pair[0]] : set.families[pair[0]];
      data = data.concat(series(pair[0], known[0], own[pair[0]] || known[1], pair[1], set));
    });
    var bests = column(rows, BEST), worst = Math.max.apply(null, bests.concat(column(rows, WORST).filter(Boolean)));
    var best = Math.min.apply(null, bests), when = column(rows, YEAR);
    var ticks = set.ticks.filter(function (tick) { return best / 2 <= tick && tick <= worst * 1.5; });
    return { data: data, layout: {
      height: set.height,
      xaxis: years(Math.min.apply(null, when), Math.max.apply(null, when)),
      yaxis: { type: "log", autorange: false, range: [log(worst * 1.45), log(Math.max(0.87, best / 2))], tickvals: ticks,
        ticktext: ticks.map(String), title: { text: set.texts.axis } },
    } };
  }
  // ---- dated events, as charts/events.py has it: words that touch neither each other nor a line
  function places(size, ends, set) {
    var lanes = set.lanes, across = size[1], scale = across / (ends[1] - ends[0]), placed = [];
    function apart(one, other) {
      if (one.lane === other.lane) return one.right + lanes.gap < other.left || other.right + lanes.gap < one.left;
      var low = one.lane < other.lane ? one : other, high = low === one ? other : one;
      return !(low.left - lanes.gap < high.line && high.line < low.right + lanes.gap);
    }
    var lines = set.events.map(function (event) { return (event[0] - ends[0]) * scale; });
    set.events.forEach(function (event) {
      var line = (event[0] - ends[0]) * scale, long = lanes.letter * Array.from(event[1]).length + lanes.gap;
      if (line <= 0 || line >= across) return;
      var under = function (from) { // lines of other events that words would lie over
        return lines.filter(function (other) {
          return other !== line && from - lanes.gap < other && other < from + long + lanes.gap;
        }).length;
      };
      for (var lane = 0; lane < size[2]; lane += 1) {
        for (var i = 0; i < 2; i += 1) {
          var side = under(line - long) < under(line) ? 1 - i : i, left = side ? line - long : line;
          var place = { event: event, line: line, left: left, right: left + long, lane: lane, size: size[0], late: side };
          if (left < 0 || place.right > across) continue;
          if (placed.every(function (other) { return apart(place, other); })) { placed.push(place); return; }
        }
      }
    });
    return placed;
  }
  function round(value, digits) { return Number(value.toFixed(digits)); }
  function marked(drawn, set) {
    var layout = drawn.layout, ends = (layout.xaxis || {}).range, lanes = set.lanes;
    if (!ends || !drawn.data.length) return drawn;
    var range = [ends[0] + 0.5, ends[1] + 0.5];
    var marks = [].concat.apply([], lanes.sizes.map(function (size) { return places(size, range, set); }));
    if (!marks.length) return drawn;
    var above = lanes.lane * (1 + Math.max.apply(null, marks.map(function (place) { return place.lane; })));
    var lines = [], words = [];
    marks.forEach(function (place) {
      var x = round(place.event[0] - 0.5, 3), up = lanes.lane * place.lane;
      lines.push({ type: "line", name: place.size, x0: x, x1: x, yref: "paper", y0: 0,
        y1: round(1 + (up + lanes.lane - 3) / (layout.height - lanes.frame), 4), line: lanes.line });
      words.push({ name: place.size, x: x, xanchor: place.late ? "right" : "left", yref: "paper", y: 1, yanchor: "bottom",
        yshift: up - 2, showarrow: false, text: place.event[1], font: { size: 11 } });
    });
    return { data: drawn.data, layout: Object.assign({}, layout, { height: layout.height + above,
      margin: Object.assign({}, layout.margin, { t: 16 + above }), shapes: lines, annotations: words }) };
  }
  function ofFew(drawn, set) { // few marks are read in a table, as charts/grids.py has it
    var words = unique([].concat.apply([], drawn.data.filter(function (t) { return t.hoverinfo === "text"; })
      .map(function (t) { return t.hovertext; })).filter(Boolean));
    if (!words.length || words.length > set.limits.few) return drawn;
    var rows = words.map(function (text) {
      var lines = text.split("<br>").map(function (line) {
        return new DOMParser().parseFromString(line, "text/html").body.textContent;
      });
      return [{ text: lines[0], tone: "strong" }, { text: lines.slice(1).filter(Boolean).join("; "), tone: "" }];
    });
    var height = rows.reduce(function (sum, row) {
      return sum + 14 + 20 * Math.max.apply(null, row.map(function (cell) { return Math.ceil(cell.text.length / 55) || 1; }));
    }, 72);
    var head = [set.texts["grid.mark"], set.texts["grid.value_of_mark"]];
    return { data: [], layout: { height: height, table: { head: head, numbers: [], rows: rows, matrix: false } } };
  }

  // ---- the words
  function newest(rows, column) {
    var closed = rows.filter(function (row) { return row[WORST] !== null; }), last = new Map();
    (closed.length ? closed : rows).forEach(function (row) { last.delete(row[column]); last.set(row[column], row); });
    return Array.from(last.values());
  }
  function whose(name, choices, set) {
    return fill(set.texts[name + "_" + choices.flow], { reporter: set.reporters[choices.reporter] });
  }
  function headline(rows, choices, set) {
    if (!rows.length) return set.texts.none.length <= set.limits.headline ? set.texts.none : set.texts["chart.empty"];
    var named = groups(rows, PARTNER).map(function (pair) { return newest(pair[1], PARTNER)[0]; })
      .sort(function (a, b) { return a[BEST] - b[BEST] || a[YEAR] - b[YEAR]; })
      .map(function (row) {
        return fill(set.texts.place, { partner: set.partners[row[PARTNER]][0], place: row[PLACE], year: row[YEAR] });
      });
    var among = whose("among", choices, set), text = "";
    for (var less = 0; less < named.length; less += 1) {
      var places = named.slice(0, named.length - less).concat(less ? fill(set.texts.more, { n: less }) : []);
      text = fill(set.texts.head, { among: among, places: places.join(", ") });
      if (text.length <= set.limits.headline) break;
    }
    return text;
  }
  function alternative(rows, choices, set) {
    if (!rows.length) return set.texts["chart.empty"];
    var among = whose("all", choices, set), when = column(rows, YEAR);
    var first = fill(set.texts[rows.length === 1 ? "alt.one" : "alt.other"], { n: rows.length, first: Math.min.apply(null, when), last: Math.max.apply(null, when) });
    return [first].concat(groups(rows, PARTNER).map(function (pair) {
      var text = newest(pair[1], FAMILY).map(function (row) {
        return fill(set.texts.newest, { rank: row[RANK], family: set.families[row[FAMILY]][0], period: row[WHEN] });
      }).join("; ");
      return fill(set.texts.finding, { partner: set.partners[pair[0]][0], text: text, among: among });
    })).join(" ");
  }
  function subtitle(rows, set) {
    if (!rows.length) return set.texts.what;
    var when = column(rows, YEAR), first = Math.min.apply(null, when), last = Math.max.apply(null, when);
    return fill(set.texts[first === last ? "subtitle.year" : "subtitle.years"], { what: set.texts.what, first: first, last: last });
  }
  function publishers(rows, set) {
    var named = unique(unique(column(rows, SOURCE)).map(function (id) { return set.sources[id]; }).filter(Boolean));
    if (!named.length) return set.table;
    var more = named.length - set.limits.sources;
    return named.slice(0, set.limits.sources).join("; ") + (more > 0 ? fill(set.texts["source.more"], { n: more }) : "");
  }

  function safe(text) { return text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;"); }
  function names(figure, set) { // the legend as buttons, as svg/legend.py writes it
    var entries = figure.data.filter(function (trace) { return trace.showlegend && trace.name && trace.x.length; })
      .map(function (trace) {
        var colour = trace.marker.color;
        return fill(set.named.entry, { size: "", series: trace.legendgroup, light: colour, dark: set.dark[colour] || colour,
          sign: set.named.signs[trace.marker.symbol], name: safe(trace.name) });
      });
    return entries.length ? fill(set.named.list, { entries: entries.join("") }) : "";
  }

  // ---- what the server would answer
  ledger.ranked = async function (chart, kind, query, load) {
    var set = ledger.edition.ranked[chart], choices = Object.assign({}, set.usual, Object.fromEntries(new URLSearchParams(query)));
    var name = [choices.reporter, choices.flow, choices.basis].join("-");
    await load("packs/" + chart + "-" + name + ".js");
    var rows = chosen(files[name], choices);
    if (kind === "csv") return set.header + rows.map(function (row) { return row.slice(CELLS).join(",") + "\n"; }).join("");
    var figure = ofFew(marked(draw(rows, set), set), set);
    figure.layout.meta = { chart: chart, finding: headline(rows, choices, set), subtitle: subtitle(rows, set),
      alt: alternative(rows, choices, set), rows: rows.length, source: publishers(rows, set), legend: names(figure, set),
      version: ledger.edition.settings.version };
    return kind === "json" ? JSON.stringify(figure) : picture(figure, rows, set);
  };
  async function picture(figure, rows, set) { // to take away: the drawing with its headline and its sources
    var drawn = figure.layout.table ? draw(rows, set) : figure, meta = figure.layout.meta;
    var note = { text: meta.source, showarrow: false, xref: "paper", yref: "paper", x: 0, y: 0, yshift: -60, xanchor: "left" };
    var layout = Object.assign({}, drawn.layout, { template: ledger.edition.settings.templates.light, title: { text: meta.finding },
      margin: { t: 110, b: 80 }, annotations: (drawn.layout.annotations || []).concat(note) });
    var made = await window.Plotly.toImage({ data: drawn.data, layout: layout }, { format: "svg", width: 860, height: 560 });
    return decodeURIComponent(made.slice(made.indexOf(",") + 1));
  }
})();
