/* Before the first paint: the scheme that a reader chose last, and what is shown only where scripts run. Else the system's. */
(function () {
  "use strict";
  var root = document.documentElement;
  root.classList.add("js");
  // Dash fetches plotly.js from here when the first chart is drawn; it may not point elsewhere again
  var plotly = document.currentScript.dataset.plotly;
  Object.defineProperty(window, "_dashPlotlyJSURL", { get: function () { return plotly; }, set: function () {} });
  try {
    var scheme = window.localStorage.getItem("scheme");
    if (scheme === "light" || scheme === "dark") root.dataset.scheme = scheme;
  } catch (e) { /* storage may be closed to us: the system's scheme then */ }
})();
