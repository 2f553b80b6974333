/* What a page does beside Dash: hand over from the first words, turn the scheme, open rows on demand, print. */
(function () {
  "use strict";
  var root = document.documentElement;

  // ---- the server's words stay until Dash has drawn the page, then leave in the same frame
  function focusable(box) {
    return Array.prototype.slice.call(box.querySelectorAll("a[href], button, input, select, summary, [tabindex='0']"));
  }
  var held = false;
  [["pointerdown", true], ["pointerup", false], ["pointercancel", false]].forEach(function (pair) {
    document.addEventListener(pair[0], function (event) {
      held = pair[1] && event.target.type === "range";
      if (!held) window.setTimeout(handOver, 0);
    });
  });
  function handOver() {
    var words = document.getElementById("first-words");
    if (!words || !document.querySelector("#_pages_content h1")) return;
    if (held) return; // an end of a slider is on its way
    // an open list of options would close: the reader chooses first
    if (document.activeElement && document.activeElement.matches("#first-words select:not([data-chosen])")) return;
    var place = focusable(words).indexOf(document.activeElement);
    var open = Array.prototype.map.call(words.querySelectorAll("details"), function (d) { return d.open; });
    var y = window.scrollY;
    words.remove();
    document.querySelectorAll("#shell details").forEach(function (d, i) { if (open[i]) d.open = true; });
    if (place >= 0) {
      var twin = focusable(document.getElementById("shell"))[place];
      if (twin) twin.focus({ preventScroll: true });
    }
    window.scrollTo(0, y);
    paintStills();
    if (window.ledger && window.ledger.apply) window.ledger.apply(); // what was chosen while Dash was waking
  }
  ["change", "focusout"].forEach(function (kind) {
    document.addEventListener(kind, function (event) {
      if (!event.target.matches || !event.target.matches("#first-words select")) return;
      event.target.dataset.chosen = "";
      window.setTimeout(handOver, 0);
    });
  });
  document.addEventListener("focusin", function (event) {
    if (event.target.matches("#first-words select")) delete event.target.dataset.chosen;
  });

  // ---- small pictures load when they come into view; Dash's html.Img has no property for it
  function fillLazy() {
    document.querySelectorAll("img[data-lazy]:not([src])").forEach(function (img) {
      img.loading = "lazy";
      img.src = img.dataset.lazy + (root.dataset.scheme ? "&scheme=" + root.dataset.scheme : "");
    });
  }

  // ---- Dash draws one frame for all pages: its navigation learns here where the reader is
  function markPlace() {
    var path = window.location.pathname.replace(/(.)\/$/, "$1");
    document.querySelectorAll("#shell header nav a").forEach(function (link) {
      var here = path === link.pathname ? "page" : path.indexOf(link.pathname + "/") === 0 ? "true" : null;
      if (here === link.getAttribute("aria-current")) return;
      if (here) link.setAttribute("aria-current", here); else link.removeAttribute("aria-current");
    });
  }

  // ---- what Dash has no components for comes as HTML
  function fillIslands() {
    document.querySelectorAll(".island[data-html]:empty").forEach(function (box) { box.innerHTML = box.dataset.html; });
  }

  // ---- a reader's own verdict: its scripts come with the first touch, from beside this one
  var here = document.currentScript.src, asked = false;
  function needOwn(event) {
    if (asked || !event.target.closest || !event.target.closest("[data-own]")) return;
    asked = true;
    ["rule.js", "own.js"].forEach(function (name) {
      var script = document.createElement("script");
      script.async = false;
      script.src = here.replace("page.js", name);
      document.body.appendChild(script);
    });
  }
  ["pointerdown", "focusin", "input", "toggle"].forEach(function (kind) { document.addEventListener(kind, needOwn, true); });

  // ---- attributes that Dash's components do not know: data-native-popover becomes popover
  function setNative() {
    document.querySelectorAll("#shell :is([data-native-popover], [data-native-popovertarget])").forEach(function (part) {
      ["popover", "popovertarget"].forEach(function (name) {
        var value = part.getAttribute("data-native-" + name);
        if (value && !part.hasAttribute(name)) part.setAttribute(name, value);
      });
    });
  }

  function arrived() {
    fillLazy();
    fillIslands();
    setNative();
    markPlace();
    handOver();
  }
  new MutationObserver(arrived).observe(root, { childList: true, subtree: true });
  document.addEventListener("DOMContentLoaded", fillLazy);

  // ---- an address that names something inside a closed fold opens it; some browsers do so themselves
  function openNamed() {
    var name = decodeURIComponent(window.location.hash.slice(1));
    var target = name && document.getElementById(name);
    if (!target) return;
    var inside = target.querySelector(":scope > details.fold"); // a section whose content is folded below its heading
    if (inside) inside.open = true;
    for (var fold = target.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
    target.scrollIntoView();
  }
  window.addEventListener("hashchange", openNamed);
  document.addEventListener("DOMContentLoaded", openNamed);

  // ---- searching: its script is fetched when a field to search in has the focus
  document.addEventListener("focusin", function (event) {
    var form = event.target.closest && event.target.closest("form[data-index]");
    if (!form || document.getElementById("searching")) return;
    var script = Object.assign(document.createElement("script"), { id: "searching", src: form.dataset.script });
    script.onload = function () { window.ledger.suggest(form); };
    script.onerror = function () { script.remove(); }; // the form still leads to the page of results
    document.head.appendChild(script);
  });
  document.addEventListener("DOMContentLoaded", function () { // a server of files answers no question: the field does
    var field = document.getElementById("search-page"), asked = new URLSearchParams(window.location.search).get("q");
    if (!field || !asked || field.value) return;
    field.value = asked;
    field.focus();
  });

  // ---- light and dark
  function effective() {
    if (root.dataset.scheme) return root.dataset.scheme;
    return window.matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
  }
  function tell() {
    paintStills();
    if (window.dash_clientside && window.dash_clientside.set_props && document.getElementById("shell")) {
      window.dash_clientside.set_props("scheme", { data: effective() });
    }
  }
  function paintStills() {
    if (!root.dataset.scheme) return;
    document.querySelectorAll("img[src*='/charts/']").forEach(function (img) {
      var address = new URL(img.src);
      if (address.searchParams.get("scheme") === root.dataset.scheme) return;
      address.searchParams.set("scheme", root.dataset.scheme);
      img.src = address.pathname + address.search;
    });
    document.querySelectorAll("source[srcset*='/charts/']").forEach(function (still) {
      var address = new URL(still.srcset, window.location.origin);
      if (address.searchParams.get("scheme") === root.dataset.scheme) return;
      address.searchParams.set("scheme", root.dataset.scheme);
      still.srcset = address.pathname + address.search;
    });
  }
  function turn() {
    root.dataset.scheme = effective() === "dark" ? "light" : "dark";
    try { window.localStorage.setItem("scheme", root.dataset.scheme); } catch (e) { /* then it holds for this page */ }
    tell();
  }
  document.addEventListener("click", function (event) {
    if (event.target.closest("[data-scheme='turn']")) turn();
  });
  window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", tell);
  document.addEventListener("DOMContentLoaded", paintStills);

  // ---- rows of a chart: fetched when they are opened, and again when their address changes
  function fillRows(box) {
    var address = box.dataset.rows;
    if (!address || box.dataset.filled === address || !box.closest("details").open) return;
    if (!box.dataset.filled && box.firstChild) return; // the words carry them already
    box.dataset.filled = address;
    fetch(address).then(function (answer) {
      if (!answer.ok) throw new Error(answer.status);
      return answer.text();
    }).then(function (text) {
      if (box.dataset.filled !== address) return;
      var rows = new DOMParser().parseFromString(text, "text/html").querySelector("main > :not(h1)");
      box.replaceChildren(document.importNode(rows, true));
    }).catch(function () {
      delete box.dataset.filled;
      box.replaceChildren(Object.assign(document.createElement("a"), { href: address, textContent: address }));
    });
  }
  document.addEventListener("toggle", function (event) {
    event.target.querySelectorAll("[data-rows]").forEach(fillRows);
  }, true);
  new MutationObserver(function (changes) {
    changes.forEach(function (change) { fillRows(change.target); });
  }).observe(root, { attributes: true, attributeFilter: ["data-rows"], subtree: true });

  // ---- paper cannot open anything, and is narrower than the screen that a picture was drawn for
  function fitPaper(box) {
    var width = box.offsetWidth, height = box.offsetHeight;
    box.dataset.style = box.getAttribute("style");
    box.style.cssText += ";width:100%;height:auto;aspect-ratio:" + width + "/" + height;
    box.querySelectorAll(".main-svg").forEach(function (svg) { svg.setAttribute("viewBox", "0 0 " + width + " " + height); });
  }
  function fitScreen(box) {
    box.setAttribute("style", box.dataset.style);
    delete box.dataset.style;
    box.querySelectorAll(".main-svg").forEach(function (svg) { svg.removeAttribute("viewBox"); });
  }
  window.addEventListener("beforeprint", function () {
    document.querySelectorAll("details:not([open])").forEach(function (d) {
      if (d.closest(".chart")) return; // rows of a chart are for a screen or a file
      d.open = true;
      d.dataset.printed = "";
    });
    document.querySelectorAll(".svg-container:not([data-style])").forEach(fitPaper);
  });
  window.addEventListener("afterprint", function () {
    document.querySelectorAll("details[data-printed]").forEach(function (d) { d.open = false; delete d.dataset.printed; });
    document.querySelectorAll(".svg-container[data-style]").forEach(fitScreen);
  });

  // ---- fields that ask for nothing stay out of the address
  document.addEventListener("submit", function (event) {
    if (!event.target.matches("#rows form")) return;
    var silent = Array.prototype.filter.call(event.target.elements, function (field) { return field.name && !field.value; });
    silent.forEach(function (field) { field.disabled = true; });
    window.setTimeout(function () { silent.forEach(function (field) { field.disabled = false; }); }, 0);
  });

  // ---- a picture to take home: the server's own, with headline, source and name, as PNG
  async function shoot(button) {
    var chart = button.dataset.chart, link = button.closest(".downloads").querySelector("a[download$='.svg']");
    var answer = await fetch(link.getAttribute("href") + "&scheme=" + effective());
    if (!answer.ok) throw new Error("status " + answer.status);
    var picture = new Image();
    picture.src = URL.createObjectURL(await answer.blob());
    await picture.decode();
    var sheet = Object.assign(document.createElement("canvas"), { width: 2 * picture.width, height: 2 * picture.height });
    sheet.getContext("2d").drawImage(picture, 0, 0, sheet.width, sheet.height);
    URL.revokeObjectURL(picture.src);
    var taken = Object.assign(document.createElement("a"), { href: sheet.toDataURL("image/png"), download: chart + ".png" });
    document.body.appendChild(taken);
    taken.click();
    taken.remove();
  }
  document.addEventListener("click", function (event) {
    var button = event.target.closest("[data-shot]");
    if (button) shoot(button).catch(function () { button.disabled = true; }); // the link beside it gives the SVG
  });
  document.addEventListener("click", function (event) {
    var button = event.target.closest("[data-copy]");
    if (!button) return;
    var text = button.parentElement.nextElementSibling;
    window.getSelection().selectAllChildren(text);
    if (navigator.clipboard) navigator.clipboard.writeText(text.textContent).catch(function () {}); // else: it is selected
  });

  // ---- an embedded chart tells the page around it how high it is
  if (window.parent !== window && document.documentElement.dataset.embed) {
    var told = 0;
    var tell = function () {
      var height = Math.ceil(document.body.getBoundingClientRect().height);
      if (height !== told) window.parent.postMessage({ ledger: "height", height: told = height }, "*");
    };
    new ResizeObserver(tell).observe(document.body);
    window.addEventListener("load", tell);
  }
})();
