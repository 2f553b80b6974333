/* The rule of measured parts, as dashboard/pages/rule.py has it. A row: f family, s series, p period, y year, e estimate,
   o options, n order as natural reading (0: never), r resolvable, a and b whether strong and weak hold (null: unknown),
   c and d the same without silent partners. Both functions are held against the Python by tests. */
function ledgerSelect(rows, w) {
  return rows.filter(function (r) {
    return w.books.includes(r.f) && w.first <= r.y && r.y <= w.last && (w.estimates || !r.e) &&
      w.options.every(function (o) { return r.o.includes(o); });
  }).map(function (r) { return w.silent ? r : Object.assign({}, r, { a: r.c, b: r.d }); });
}
function ledgerRule(rows, register, t) {
  const f = (r) => r.f, p = (r) => f(r) + " " + r.p, s = (r) => p(r) + " " + r.s;
  const size = (some, key) => new Set(some.map(key)).size;
  const inside = (r, outer, inner) => size(rows.filter((q) => outer(q) === outer(r)), inner);
  const weight = (r) => 1 / size(rows, f) / inside(r, f, p) / inside(r, p, s) / rows.filter((q) => s(q) === s(r)).length;
  const share = (which) => {
    let all = 0, yes = 0;
    rows.forEach((r) => { if (r[which] !== null) { all += weight(r); yes += r[which] ? weight(r) : 0; } });
    return all ? Math.round(yes / all * 1e9) / 1e9 : null;
  };
  const known = rows.filter((r) => r.a !== null), S = share("a"), W = share("b"), lists = size(known, s), families = size(known, f);
  const natural = rows.reduce((m, r) => (r.n && (!m || r.n < m.n) ? r : m), null), N = natural && natural.a;
  const enough = register ? lists : lists >= t.min_specifications && families >= t.min_families;
  return {
    strong_share: S, weak_share: W, lists: lists, families: families, computable: known.length,
    holds: known.filter((r) => r.a).length, natural_holds: N,
    verdict: !enough || S === null ? "cannot be settled" :
      S >= t.supported && N && (register || natural.r) ? "supported" :
        W !== null && W >= t.overstated_weak && S < t.overstated_strong ? "overstated" :
          S <= t.contradicted && N === false ? "contradicted" : "depends",
  };
}
if (typeof module === "object") module.exports = { ledgerSelect: ledgerSelect, ledgerRule: ledgerRule };
