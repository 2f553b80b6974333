/* A reader's own verdict: what the form says is judged by assets/rule.js at once, and written into the address. Loaded on the
   first touch of such a form; without scripts the form sends the same address to the server. */
(function () {
  "use strict";
  function fields(box) { return Array.prototype.slice.call(box.querySelectorAll("form [name]")); }
  function named(box, field) { return field.name.slice(box.dataset.own.length); }
  function own(box, field) { return field.name.indexOf(box.dataset.own) === 0; }

  function settings(box) {
    var w = { books: [], options: [], first: -Infinity, last: Infinity, estimates: true, silent: true, t: {} };
    fields(box).forEach(function (field) {
      var name = own(box, field) && named(box, field);
      if (!name) return;
      if (field.type === "checkbox") { if (field.checked) w.books.push(field.value); }
      else if (field.type === "number") w.t[name] = Number(/^min_/.test(name) ? field.value : field.value / 100);
      else if (name === "estimates") w.estimates = field.value === "yes";
      else if (name === "silent") w.silent = field.value === "counted";
      else if (name === "from") w.first = Number(field.value);
      else if (name === "to") w.last = Number(field.value);
      else if (field.value !== "any") w.options.push(name + "=" + field.value);
    });
    return w;
  }
  function reason(out, data, t) {
    var register = data.register ? "register_" : "";
    if (out.verdict === "cannot be settled") return register + "unsettled";
    if (out.verdict === "supported") return register + "supported";
    if (out.verdict !== "depends") return out.verdict;
    if (out.strong_share >= t.supported) return out.natural_holds === null ? "no_natural" : out.natural_holds ? "close" : "not_natural";
    return out.strong_share <= t.contradicted ? "unopposed" : "split";
  }
  function percent(share) { return Math.floor(1000 * share + 1e-6) / 10 + "\u00a0%"; }
  function sentence(out, data, t) {
    var values = Object.assign({}, out, t, { strong: percent(out.strong_share), weak: percent(out.weak_share) });
    return data.because[reason(out, data, t)].replace(/\{(\w+)\}/g, function (_, name) { return values[name]; });
  }
  function put(box, name, text, html) {
    var place = box.querySelector("[data-says='" + name + "']");
    if (html) place.innerHTML = text; else if (place.textContent !== text) place.textContent = text;
  }
  function judge(box) {
    var data = JSON.parse(box.querySelector("script").textContent), w = settings(box);
    if (!box.querySelector("form").checkValidity()) return;
    var out = window.ledgerRule(window.ledgerSelect(data.rows, w), data.register, w.t), words = data.words[out.verdict];
    put(box, "badge", words.badge, true);
    put(box, "because", sentence(out, data, w.t));
    put(box, "possible", words.possible);
  }
  function write(box) {
    var address = new URL(window.location.href), books = fields(box).filter(function (f) { return f.type === "checkbox"; });
    var all = books.every(function (f) { return f.checked; });
    fields(box).forEach(function (f) { if (own(box, f)) address.searchParams.delete(f.name); });
    fields(box).forEach(function (f) {
      if (own(box, f) && (f.type === "checkbox" ? f.checked && !all : f.value !== f.dataset.usual)) {
        address.searchParams.append(f.name, f.value);
      }
    });
    address.hash = box.id;
    window.history.replaceState(window.history.state, "", address);
  }
  document.addEventListener("input", function (event) {
    var box = event.target.closest("[data-own]"), form = event.target.form;
    if (!box) return;
    // no books at all is no question: the last one stays
    if (event.target.type === "checkbox" && !form.querySelector("[type=checkbox]:checked")) event.target.checked = true;
    judge(box);
    if (form.checkValidity()) write(box);
  });
  document.addEventListener("click", function (event) {
    var box = event.target.closest("[data-own]");
    if (!box || !event.target.closest("[data-says='back']")) return;
    event.preventDefault();
    fields(box).forEach(function (f) {
      if (f.type === "checkbox") f.checked = true; else if (f.dataset.usual !== undefined) f.value = f.dataset.usual;
    });
    judge(box);
    write(box);
  });
  // what was set while this script was on its way
  document.querySelectorAll("[data-own]").forEach(function (box) {
    judge(box);
    if (fields(box).some(function (f) { return own(box, f) && (f.type === "checkbox" ? !f.checked : f.value !== f.dataset.usual); })) write(box);
  });
})();
