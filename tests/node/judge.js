// Judges each case of standard input by dashboard/assets/rule.js: [{rows, register, settings}] in, outcomes out.
const { ledgerRule, ledgerSelect } = require("../../dashboard/assets/rule.js");
const cases = JSON.parse(require("fs").readFileSync(0, "utf8"));
const share = (name, value) => (name.startsWith("min_") ? value : value / 100);
process.stdout.write(JSON.stringify(cases.map(({ rows, register, settings }) => {
  const t = Object.fromEntries(Object.entries(settings.t).map(([name, value]) => [name, share(name, value)]));
  return ledgerRule(ledgerSelect(rows, settings), register, t);
})));
