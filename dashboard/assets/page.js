/* On every page: light or dark, pictures that load when they are near, folds that an address opens, rows of a chart on demand,
   copying, pictures as PNG, printing whole; and when Dash has drawn the page, what the reader did so far is carried over to it.
   Without this script all words, pictures, links and forms are there; the system's scheme holds, and rows are links.

   `window.ledger` holds what one script offers to the others; this one comes first. */
(function () {
  "use strict";
  var root = document.documentElement, ledger = window.ledger = window.ledger || {};

  ledger.around = function (target, selector) { // the element around the target of an event, which may be the document
    return target.closest ? target.closest(selector) : null;
  };
  ledger.answer = async function (address) {
    var answer = await fetch(address);
    if (!answer.ok) throw new Error("status " + answer.status);
    return answer;
  };

  // ---- a script by its address: fetched once, tried twice
  var scripts = new Map();
  function attempt(address) {
    return new Promise(function (done, failed) {
      var script = Object.assign(document.createElement("script"), { src: address, async: false, onload: done });
      script.onerror = function () { script.remove(); failed(new Error(address)); };
      document.body.appendChild(script);
    });
  }
  ledger.script = function (address) {
    if (!scripts.has(address)) {
      scripts.set(address, attempt(address).catch(function () { return attempt(address); }).catch(function (error) {
        scripts.delete(address); // the next touch tries again
        throw error;
      }));
    }
    return scripts.get(address);
  };

  // ---- scripts that come with the first touch of what needs them; where they do not come, its form asks the server
  var here = document.currentScript.src, ON_TOUCH = { "[data-own]": ["rule.js", "own.js"], "form[data-index]": ["search.js"] };
  function fetchFor(target) {
    Object.keys(ON_TOUCH).forEach(function (needs) {
      if (!target || !ledger.around(target, needs)) return;
      ON_TOUCH[needs].reduce(function (before, name) {
        return before.then(function () { return ledger.script(here.replace("page.js", name)); });
      }, Promise.resolve()).catch(function () {});
    });
  }
  ["pointerdown", "focusin", "input", "toggle"].forEach(function (kind) {
    document.addEventListener(kind, function (event) { fetchFor(event.target); }, true);
  });

  ledger.compounds = function (text) { // every second piece is a word with hyphens, by the rule of ui/elements.py
    return text.split(/([\p{L}\p{N}_]+(?:-[\p{L}\p{N}_]+)+)/u);
  };
  ledger.touched = function (field) { // by a reader, since the server wrote it
    var given = field.options && (field.querySelector("option[selected]") || field.options[0]);
    if (given) return field.value !== given.value;
    return field.checked !== field.defaultChecked || field.value !== field.defaultValue;
  };

  // ---- the server's words stay until Dash has drawn the page, then leave in the same frame
  function focusable(box) {
    return Array.from(box.querySelectorAll("a[href], button, input, select, summary, [tabindex='0']"));
  }
  function fields(box) { // but the choices of charts, which the address holds
    return Array.from(box.querySelectorAll("input, select")).filter(function (field) { return !field.closest("form[data-chart]"); });
  }
  function carry(field, twin) { // what a reader has written or ticked meanwhile
    if (!twin || twin.name !== field.name || (twin.value === field.value && twin.checked === field.checked)) return;
    twin.value = field.value;
    twin.checked = field.checked;
    if (twin === document.activeElement && typeof field.selectionStart === "number") {
      twin.setSelectionRange(field.selectionStart, field.selectionEnd);
    }
    twin.dispatchEvent(new Event("input", { bubbles: true }));
  }
  var held = false; // an end of a slider is on its way, or a letter of several keys
  ["pointerdown", "pointerup", "pointercancel", "compositionstart", "compositionend"].forEach(function (kind) {
    document.addEventListener(kind, function (event) {
      held = kind === "compositionstart" || (kind === "pointerdown" && event.target.type === "range");
      if (!held) window.setTimeout(handOver, 0);
    });
  });
  function handOver() {
    var words = document.getElementById("first-words"), shell = document.getElementById("shell");
    if (held || !words || !document.querySelector("#_pages_content h1")) return;
    // an open list of options would close: the reader chooses first
    if (document.activeElement && document.activeElement.matches("#first-words select:not([data-chosen])")) return;
    var place = focusable(words).indexOf(document.activeElement), written = fields(words);
    var open = Array.from(words.querySelectorAll("details"), function (fold) { return fold.open; });
    var height = window.scrollY;
    words.remove();
    shell.querySelectorAll("details").forEach(function (fold, i) { if (open[i]) fold.open = true; });
    if (place >= 0 && focusable(shell)[place]) focusable(shell)[place].focus({ preventScroll: true });
    fields(shell).forEach(function (twin, i) { if (written[i]) carry(written[i], twin); });
    window.scrollTo(0, height);
    showPlace();
    paintStills();
    if (ledger.apply) ledger.apply(); // what was chosen while Dash was waking
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
      img.src = img.dataset.lazy;
      paint(img);
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
  function showPlace() { // on a phone the navigation is one line that scrolls
    document.querySelectorAll("header nav [aria-current]").forEach(function (link) {
      var nav = link.closest("nav");
      if (nav.scrollWidth > nav.clientWidth) nav.scrollLeft = link.offsetLeft - nav.offsetLeft - nav.clientWidth / 3;
    });
  }
  window.requestAnimationFrame(showPlace); // with the layout of the first picture, not one of its own

  // ---- what Dash has no components for comes as HTML
  function fillIslands() {
    document.querySelectorAll(".island[data-html]:empty").forEach(function (box) { box.innerHTML = box.dataset.html; });
  }

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
  openNamed();

  // ---- a server of files answers no question: the field of the page of results does
  var results = document.getElementById("search-page"), question = new URLSearchParams(window.location.search).get("q");
  if (results && question && !results.value) {
    results.value = question;
    results.focus();
  }

  // ---- light and dark
  ledger.scheme = function () {
    return root.dataset.scheme || (window.matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
  };
  function paint(still) { // a picture of the server's in the scheme that a reader chose
    if (!root.dataset.scheme) return;
    var name = still.matches("img") ? "src" : "srcset", address = new URL(still[name], window.location.href);
    if (address.searchParams.get("scheme") === root.dataset.scheme) return;
    address.searchParams.set("scheme", root.dataset.scheme);
    still[name] = address.href;
  }
  function paintStills() {
    document.querySelectorAll("img[src*='/charts/'], source[srcset*='/charts/']").forEach(paint);
  }
  function paintAll() {
    paintStills();
    if (window.dash_clientside && window.dash_clientside.set_props && document.getElementById("shell")) {
      window.dash_clientside.set_props("scheme", { data: ledger.scheme() });
    }
  }
  function turn() {
    root.dataset.scheme = ledger.scheme() === "dark" ? "light" : "dark";
    try { window.localStorage.setItem("scheme", root.dataset.scheme); } catch (e) { /* then it holds for this page */ }
    paintAll();
  }
  window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", paintAll);
  paintStills();

  // ---- rows of a chart: fetched when they are opened, and again when their address changes
  function fillRows(box) {
    var address = box.dataset.rows, link = box.querySelector(":scope > a"); // to rows that are too many for the words
    if (!address || box.dataset.filled === address || !box.closest("details").open) return;
    if (!box.dataset.filled && box.firstChild && !link) return; // the words carry them already
    box.dataset.filled = address;
    ledger.answer(address).then(function (answer) { return answer.text(); }).then(function (text) {
      if (box.dataset.filled !== address) return;
      var rows = new DOMParser().parseFromString(text, "text/html").querySelector("main > :not(h1)");
      box.replaceChildren(document.importNode(rows, true));
    }).catch(function () {
      delete box.dataset.filled;
      box.replaceChildren(link || Object.assign(document.createElement("a"), { href: address, textContent: address }));
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
    document.querySelectorAll("details:not([open])").forEach(function (fold) {
      if (fold.closest(".chart, .own")) return; // rows of a chart are for a screen or a file, and settings that nobody made
      fold.open = true;
      fold.dataset.printed = "";
    });
    document.querySelectorAll(".svg-container:not([data-style])").forEach(fitPaper);
  });
  window.addEventListener("afterprint", function () {
    document.querySelectorAll("details[data-printed]").forEach(function (fold) { fold.open = false; delete fold.dataset.printed; });
    document.querySelectorAll(".svg-container[data-style]").forEach(fitScreen);
  });

  // ---- fields that ask for nothing stay out of the address
  document.addEventListener("submit", function (event) {
    if (!event.target.matches("#rows form")) return;
    var empty = Array.from(event.target.elements).filter(function (field) { return field.name && !field.value; });
    empty.forEach(function (field) { field.disabled = true; });
    window.setTimeout(function () { empty.forEach(function (field) { field.disabled = false; }); }, 0);
  });

  // ---- a file that was made here
  ledger.handOut = function (address, name) {
    var link = Object.assign(document.createElement("a"), { href: address, download: name });
    document.body.appendChild(link);
    link.click();
    link.remove();
  };

  // ---- a picture to take home: the server's own, with headline, source and name, as PNG
  async function shoot(button) {
    var chart = button.dataset.chart, link = button.closest(".downloads").querySelector("a[download$='.svg']");
    var answer = await ledger.answer(link.getAttribute("href") + "&scheme=" + ledger.scheme());
    var picture = new Image();
    picture.src = URL.createObjectURL(await answer.blob());
    await picture.decode();
    var sheet = Object.assign(document.createElement("canvas"), { width: 2 * picture.width, height: 2 * picture.height });
    sheet.getContext("2d").drawImage(picture, 0, 0, sheet.width, sheet.height);
    URL.revokeObjectURL(picture.src);
    ledger.handOut(sheet.toDataURL("image/png"), chart + ".png");
  }
  function copy(button) {
    var text = button.parentElement.nextElementSibling;
    window.getSelection().selectAllChildren(text);
    if (navigator.clipboard) navigator.clipboard.writeText(text.textContent).catch(function () {}); // else: it is selected
  }
  document.addEventListener("click", function (event) {
    var button = event.target.closest("button");
    if (!button) return;
    if (button.dataset.scheme === "turn") turn();
    if (button.dataset.copy !== undefined) copy(button);
    if (button.dataset.shot) shoot(button).catch(function () { button.disabled = true; }); // the link beside it gives the SVG
  });

  // ---- what a reader touched before this script was there
  fetchFor(document.activeElement);
  document.querySelectorAll("[data-own] form [name]").forEach(function (field) { if (ledger.touched(field)) fetchFor(field); });

  // ---- an embedded chart tells the page around it how high it is
  if (window.parent !== window && document.documentElement.dataset.embed) {
    var sent = 0;
    var sendHeight = function () {
      var height = Math.ceil(document.body.getBoundingClientRect().height);
      if (height !== sent) window.parent.postMessage({ ledger: "height", height: sent = height }, "*");
    };
    new ResizeObserver(sendHeight).observe(document.body);
    window.addEventListener("load", sendHeight);
  }
})();
