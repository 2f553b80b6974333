/* In the head, before the first paint: scripts run here, and the scheme the reader chose last. */
(function () {
  "use strict";
  var root = document.documentElement;
  root.classList.add("js");
  // Dash fetches plotly.js from here when the first chart is drawn; it may not point elsewhere again
  var plotly = document.currentScript.dataset.plotly;
  Object.defineProperty(window, "_dashPlotlyJSURL", { get: function () { return plotly; }, set: function () {} });
  try {
    var kept = window.localStorage.getItem("scheme");
    if (kept === "light" || kept === "dark") root.dataset.scheme = kept;
  } catch (e) { /* storage may be closed to us: the system's scheme then */ }
})();
