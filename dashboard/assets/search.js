/* Lists what a search finds while the reader writes, to choose from with the arrow keys. Loaded when a search field has the
   focus; without it the form asks the server, where dashboard/ui/search_index.py finds in the same way. */
(function () {
  "use strict";
  var SHOWN = 8, ledger = window.ledger, index = null;

  function words(text) {
    return text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "").match(/[\p{L}\p{N}]+/gu) || [];
  }
  function begins(list, part) {
    return list.some(function (one) { return one.startsWith(part); });
  }
  function score(entry, asked) { // 0 where a word of the question leads nowhere
    var scores = asked.map(function (part) {
      return entry.title.includes(part) ? 3 : begins(entry.title, part) ? 2 : begins(entry.text, part) ? 1 : 0;
    });
    return scores.includes(0) ? 0 : scores.reduce(function (sum, one) { return sum + one; }, 0);
  }
  function find(question) {
    var asked = words(question.slice(0, 100));
    if (!asked.length) return [];
    return index.entries.map(function (entry) { return [score(entry, asked), entry.row]; })
      .filter(function (pair) { return pair[0]; })
      .sort(function (a, b) { return b[0] - a[0]; }) // equal ones stay in their order
      .map(function (pair) { return pair[1]; });
  }
  function load(address) {
    if (!index) {
      index = ledger.answer(address).then(function (answer) { return answer.json(); }).then(function (answer) {
        index = { kinds: answer.kinds, entries: answer.entries.map(function (row) {
          return { row: row, title: words(row[1]), text: words(row[3]) };
        }) };
      }).catch(function () { index = null; });
    }
    return Promise.resolve(index);
  }
  function line(form, row) {
    var item = document.createElement("li"), link = document.createElement("a"), kind = document.createElement("small");
    link.href = form.dataset.index.replace(/\/search\.json.*/, "") + row[2];
    link.textContent = row[1];
    kind.textContent = index.kinds[row[0]];
    item.append(link, " ", kind);
    return item;
  }
  function formOf(event) { return ledger.around(event.target, "form[data-index]"); }
  function show(form) {
    var list = form.querySelector(".found");
    var rows = index && index.entries ? find(form.elements.q.value) : [];
    list.replaceChildren(...rows.slice(0, SHOWN).map(function (row) { return line(form, row); }));
    list.hidden = !rows.length || !form.contains(document.activeElement);
    form.querySelector(".found-count").textContent = form.elements.q.value ? form.dataset.counted.replace("{n}", rows.length) : "";
  }
  function close(form) { form.querySelector(".found").hidden = true; }
  function suggest(event) {
    var form = formOf(event);
    if (form) load(form.dataset.index).then(function () { show(form); });
  }

  document.addEventListener("input", suggest);
  document.addEventListener("focusout", function (event) {
    var form = formOf(event);
    if (form && !form.contains(event.relatedTarget)) close(form);
  });
  document.addEventListener("keydown", function (event) {
    var form = formOf(event);
    if (!form) return;
    var stops = [form.elements.q].concat(Array.from(form.querySelectorAll(".found:not([hidden]) a")));
    var place = stops.indexOf(document.activeElement);
    var step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === "Escape" && stops.length > 1) { form.elements.q.focus(); close(form); event.preventDefault(); }
    if (!step || place < 0 || !stops[place + step]) return;
    stops[place + step].focus();
    event.preventDefault();
  });
  suggest({ target: document.activeElement }); // what was written before this script came
})();
