/* Judges a measured part by a reader's own settings, in the browser, so that the verdict moves while the form is filled in.
   It is the rule of dashboard/pages/rule.py, against which tests hold it, and a row has the names of Spec there; null is
   unknown. Loaded with own.js; without both the form asks the server, which judges by the same rule. */
function ledgerRows(columns) {
  return columns.series.map((_, i) => Object.fromEntries(Object.entries(columns).map(([name, values]) => [name, values[i]])));
}
function ledgerSelect(rows, settings) {
  return rows.filter((row) =>
    settings.books.includes(row.root_family) && settings.first <= row.year && row.year <= settings.last &&
    (settings.estimates || !row.imputed) && settings.options.every((option) => row.options.includes(option))
  ).map((row) => settings.silent ? row : { ...row, holds_strong: row.silent_strong, holds_weak: row.silent_weak });
}
function ledgerRule(rows, register, thresholds) {
  const family = (row) => row.root_family, period = (row) => family(row) + " " + row.period;
  const list = (row) => period(row) + " " + row.series;
  const count = (some, key) => new Set(some.map(key)).size;
  const beside = (row, key) => rows.filter((other) => key(other) === key(row));
  const weight = (row) => 1 / count(rows, family) / count(beside(row, family), period) / count(beside(row, period), list) /
    beside(row, list).length;
  const share = (proposition) => {
    let all = 0, holding = 0;
    rows.filter((row) => row[proposition] !== null).forEach((row) => {
      all += weight(row);
      if (row[proposition]) holding += weight(row);
    });
    return all ? Math.round(holding / all * 1e9) / 1e9 : null;
  };
  const known = rows.filter((row) => row.holds_strong !== null), lists = count(known, list), families = count(known, family);
  const strong = share("holds_strong"), weak = share("holds_weak");
  const natural = rows.filter((row) => row.natural_order).sort((a, b) => a.natural_order - b.natural_order)[0];
  const holds = natural ? natural.holds_strong : null;
  const enough = register ? lists : lists >= thresholds.min_specifications && families >= thresholds.min_families;
  let verdict = "depends";
  if (!enough || strong === null) verdict = "cannot be settled";
  else if (strong >= thresholds.supported && holds && (register || natural.resolvable)) verdict = "supported";
  else if (weak !== null && weak >= thresholds.overstated_weak && strong < thresholds.overstated_strong) verdict = "overstated";
  else if (strong <= thresholds.contradicted && holds === false) verdict = "contradicted";
  return {
    verdict, strong_share: strong, weak_share: weak, lists, families, computable: known.length,
    holds: known.filter((row) => row.holds_strong).length, natural_holds: holds,
  };
}
if (typeof module === "object") module.exports = { ledgerRows, ledgerSelect, ledgerRule };
