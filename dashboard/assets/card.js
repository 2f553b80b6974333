/* On the card of a chart: picture and rows as tabs, and a series that stands out while the reader points at its name. Before
   Dash is there and after. Without it the rows are a fold below the picture, and all series are drawn alike. */
(function () {
  "use strict";
  var ledger = window.ledger = window.ledger || {};
  var FAINT = 0.12;

  // ---- tabs: the fold of rows, which is all that a reader without scripts has, is what they open and close
  function mark(fold) {
    var card = fold.closest(".chart");
    card.dataset.view = fold.open ? "table" : "chart";
    card.querySelectorAll("[role='tab']").forEach(function (tab, i) {
      var chosen = (i === 1) === fold.open;
      tab.setAttribute("aria-selected", String(chosen));
      tab.tabIndex = chosen ? 0 : -1;
    });
  }
  function choose(tab) {
    var fold = tab.closest(".chart").querySelector(".table-of-rows");
    fold.open = Boolean(tab.previousElementSibling);
    mark(fold);
    tab.focus();
  }
  document.addEventListener("toggle", function (event) {
    if (event.target.matches(".table-of-rows")) mark(event.target);
  }, true);
  document.querySelectorAll(".table-of-rows[open]").forEach(mark); // by an address, before this script was there
  document.addEventListener("keydown", function (event) {
    if (!event.target.matches || !event.target.matches("[role='tab']")) return;
    var tabs = event.target.parentElement.children;
    var next = { ArrowLeft: 0, ArrowUp: 0, Home: 0, ArrowRight: 1, ArrowDown: 1, End: 1 }[event.key];
    if (next === undefined) return;
    event.preventDefault();
    choose(event.key.indexOf("Arrow") || event.target !== tabs[next] ? tabs[next] : tabs[1 - next]); // arrows go round
  });

  // ---- one series stands out: in the live picture, or in a copy of the still one that lies over it meanwhile
  var asked = 0;
  function seriesOf(trace) { return trace.legendgroup || trace.name; }
  function live(drawn, wanted) {
    var chosen = typeof wanted === "number" ? drawn.data[wanted] : null;
    var series = chosen ? seriesOf(chosen) : wanted;
    drawn.querySelectorAll(".trace").forEach(function (node) {
      var own = node.__data__ && drawn.data[node.__data__[0].trace.index]; // plotly hangs its traces on its nodes
      if (!own) return;
      var whole = wanted === undefined || own === chosen || (series && seriesOf(own) === series) || own.mode === "text";
      node.style.opacity = whole ? "" : FAINT;
    });
  }
  async function still(figure, wanted) {
    var mine = asked += 1, plot = figure.querySelector(".plot"), before = plot.querySelector(".copy");
    if (before) before.remove();
    var picture = plot.querySelector(".still img");
    if (wanted === undefined || !picture) return;
    if (window.location.protocol === "file:") { if (ledger.wake) ledger.wake(figure); return; } // a disk hands out no copy
    var answer = await ledger.answer(picture.currentSrc);
    var drawing = new DOMParser().parseFromString(await answer.text(), "image/svg+xml").documentElement;
    if (mine !== asked || figure.matches(".seen")) return;
    drawing.setAttribute("width", "100%");
    drawing.removeAttribute("height");
    drawing.querySelectorAll("g[data-series]").forEach(function (group) {
      var name = group.dataset.series;
      if (name !== wanted && (name || !group.querySelector("text"))) group.setAttribute("opacity", FAINT);
    });
    var copy = Object.assign(document.createElement("div"), { className: "copy" });
    copy.attachShadow({ mode: "open" }).appendChild(drawing); // its style is its own
    plot.appendChild(copy);
  }
  ledger.single = function (figure, wanted) { // the name of a series or the number of a trace; all without one
    var drawn = figure.querySelector(".js-plotly-plot");
    if (figure.matches(".seen") && drawn && drawn._fullData) return live(drawn, wanted);
    return still(figure, wanted).catch(function () {}); // the picture is whole without it
  };
  function shown(card, entry) {
    var pressed = entry || card.querySelector(".series [aria-pressed='true']");
    ledger.single(card.querySelector(".figure"), pressed ? pressed.dataset.series : undefined);
  }
  function entered(event) {
    var entry = ledger.around(event.target, ".series button");
    if (!entry || entry.contains(event.relatedTarget)) return;
    shown(entry.closest(".chart"), /in$|over$/.test(event.type) ? entry : null);
  }
  ["mouseover", "mouseout", "focusin", "focusout"].forEach(function (kind) { document.addEventListener(kind, entered); });
  document.addEventListener("click", function (event) {
    var tab = event.target.closest("[role='tab']"), entry = event.target.closest(".series button");
    if (tab) choose(tab);
    if (!entry) return;
    var pressed = entry.getAttribute("aria-pressed") !== "true"; // it stays when the pointer has left
    entry.closest(".series").querySelectorAll("button").forEach(function (other) {
      other.setAttribute("aria-pressed", String(pressed && other === entry));
    });
    shown(entry.closest(".chart"), pressed ? entry : null);
  });
})();
