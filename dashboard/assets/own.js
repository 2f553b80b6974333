/* "Make your own verdict" on the page of a claim: while a reader fills in the form, the verdict beside the ledger's moves
   (rule.js judges) and the address follows, so that it can be shared. Loaded when such a form is first touched; without it
   the form asks the server, which answers with the same verdict at the same address. */
(function () {
  "use strict";
  var ANY = "any"; // of a choice: no option is asked for

  function form(box) { return box.querySelector("form"); }
  function fields(box) { // those of the settings: other fields hold what else the address says
    return Array.from(form(box).querySelectorAll("[name]")).filter(function (field) { return field.name.indexOf(box.dataset.own) === 0; });
  }
  function differs(field) { // from what the ledger has
    return field.type === "checkbox" ? !field.checked : field.value !== field.dataset.usual;
  }
  function settings(box) {
    var values = {}, options = [], thresholds = {};
    fields(box).forEach(function (field) {
      var name = field.name.slice(box.dataset.own.length);
      values[name] = field.value;
      if (field.dataset.usual === ANY && field.value !== ANY) options.push(name + "=" + field.value);
      if (field.type === "number") thresholds[name] = Number(/^min_/.test(name) ? field.value : field.value / 100);
    });
    var books = fields(box).filter(function (field) { return field.checked; }).map(function (field) { return field.value; });
    return {
      books: books, options: options, thresholds: thresholds, first: Number(values.from || -Infinity), last: Number(values.to || Infinity),
      estimates: values.estimates !== "no", silent: values.silent !== "left_out",
    };
  }
  function reason(outcome, data, thresholds) { // the same as `reason` in dashboard/pages/reader_reason.py
    var register = data.register ? "register_" : "";
    if (outcome.verdict === "cannot be settled") return register + "unsettled";
    if (outcome.verdict === "supported") return register + "supported";
    if (outcome.verdict !== "depends") return outcome.verdict;
    if (outcome.strong_share < thresholds.supported) return outcome.strong_share <= thresholds.contradicted ? "unopposed" : "split";
    return outcome.natural_holds === null ? "no_natural" : outcome.natural_holds ? "close" : "not_natural";
  }
  function percent(share) { return Math.floor(1000 * share + 1e-6) / 10 + "\u00a0%"; }
  function because(outcome, data, thresholds) {
    var shares = { strong: percent(outcome.strong_share), weak: percent(outcome.weak_share) };
    var values = Object.assign({}, outcome, thresholds, shares);
    return data.because[reason(outcome, data, thresholds)].replace(/\{(\w+)\}/g, function (_, name) { return values[name]; });
  }
  function put(box, name, text) { // the same text again would be read out again
    var place = box.querySelector("[data-says='" + name + "']");
    if (place.textContent !== text) place.textContent = text;
  }
  function judge(box) {
    if (!form(box).checkValidity()) return;
    var data = JSON.parse(box.querySelector("script").textContent), own = settings(box);
    var rows = window.ledgerSelect(window.ledgerRows(data.columns), own);
    var outcome = window.ledgerRule(rows, data.register, own.thresholds);
    var words = data.words[outcome.verdict];
    box.querySelector("[data-says='badge']").innerHTML = words.badge;
    put(box, "because", because(outcome, data, own.thresholds));
    put(box, "possible", words.possible);
  }
  function write(box) {
    var address = new URL(window.location.href), all = fields(box);
    var some = all.some(function (field) { return field.type === "checkbox" && !field.checked; });
    all.forEach(function (field) { address.searchParams.delete(field.name); });
    all.forEach(function (field) {
      if (field.type === "checkbox" ? some && field.checked : differs(field)) address.searchParams.append(field.name, field.value);
    });
    address.hash = box.id;
    window.history.replaceState(window.history.state, "", address);
  }
  document.addEventListener("input", function (event) {
    var box = event.target.closest("[data-own]");
    if (!box) return;
    // a verdict needs books: the last one stays ticked
    if (event.target.type === "checkbox" && !form(box).querySelector("[type=checkbox]:checked")) event.target.checked = true;
    judge(box);
    if (form(box).checkValidity()) write(box);
  });
  document.addEventListener("click", function (event) {
    var box = event.target.closest("[data-own]");
    if (!box || !event.target.closest("[data-says='back']")) return;
    event.preventDefault();
    fields(box).forEach(function (field) {
      if (field.type === "checkbox") field.checked = true;
      else field.value = field.dataset.usual;
    });
    judge(box);
    write(box);
  });
  // what was set while this script was on its way
  document.querySelectorAll("[data-own]").forEach(function (box) {
    judge(box);
    if (fields(box).some(differs)) write(box);
  });
})();
