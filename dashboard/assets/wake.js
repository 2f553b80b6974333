/* Dash sleeps in a template until a reader touches a chart or one of its choices. Until then the server's words and pictures
   are the page, links are links, and neither Dash nor plotly is fetched. What was touched then happens by itself: a choice
   is written into the address at once, and the address is what the charts are drawn from. */
(function () {
  "use strict";
  var root = document.documentElement, box = document.getElementById("asleep");
  var state = "asleep", touched = null, loaded = new Set();
  var ledger = window.ledger = window.ledger || {};
  if (!box) return;

  function load(address, original) {
    var script = document.createElement("script");
    if (original) Array.prototype.forEach.call(original.attributes, function (a) { script.setAttribute(a.name, a.value); });
    if (!address) { // the configuration and the line that starts Dash
      script.textContent = original.textContent;
      document.body.appendChild(script);
      return Promise.resolve();
    }
    return new Promise(function (done, failed) {
      script.src = address;
      script.async = false;
      script.onload = done;
      script.onerror = function () { script.remove(); failed(new Error(address)); };
      document.body.appendChild(script);
    });
  }
  async function once(address, original) {
    if (address && loaded.has(address)) return;
    try {
      await load(address, original);
    } catch (error) {
      await load(address, original); // one more try, and then the still picture is the picture
    }
    if (address) loaded.add(address);
  }
  async function wake(part) {
    touched = part || touched;
    if (state !== "asleep") return;
    state = "waking";
    root.classList.add("waking");
    say("");
    try {
      // before Dash, which would ask for both without end when they do not come
      await once(window._dashPlotlyJSURL);
      var scripts = Array.prototype.slice.call(box.content.querySelectorAll("script"));
      for (var i = 0; i < scripts.length; i += 1) {
        var address = scripts[i].getAttribute("src");
        await once(address, scripts[i]);
        if (address && /\/dcc\/dash_core_components\./.test(address)) {
          await once(address.replace("dash_core_components.", "async-graph."));
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
  function write(form) {
    var next = new URL(window.location.href);
    form.querySelectorAll("[name]").forEach(function (field) {
      next.searchParams.delete(field.name);
    });
    new FormData(form).forEach(function (value, name) {
      var field = form.elements[name];
      if (value !== (field.dataset ? field.dataset.usual : undefined)) next.searchParams.append(name, value);
    });
    if (next.href !== window.location.href) window.history.pushState({}, "", next);
  }
  function changed(form) { // by a reader who was faster than this script
    return Array.prototype.some.call(form.querySelectorAll("select"), function (s) {
      var given = s.querySelector("option[selected]") || s.options[0];
      return given && given.value !== s.value;
    });
  }
  function inWords(target, what) {
    return target.closest && target.closest("#first-words") ? target.closest(what) : null;
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
  function early() {
    document.querySelectorAll("#first-words form[data-chart]").forEach(function (form) {
      if (changed(form)) { write(form); wake(form); }
    });
  }
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", early); else early();
  window.addEventListener("pageshow", early); // back to a page whose choices the browser kept
  ledger.wake = wake;
})();
