// Judges each case of standard input by dashboard/assets/rule.js: [{columns, register, settings}] in, outcomes out.
const { ledgerRows, ledgerRule, ledgerSelect } = require("../../dashboard/assets/rule.js");
const cases = JSON.parse(require("fs").readFileSync(0, "utf8"));
const share = (name, value) => (name.startsWith("min_") ? value : value / 100);
process.stdout.write(JSON.stringify(cases.map(({ columns, register, settings }) => {
  const thresholds = Object.fromEntries(Object.entries(settings.thresholds).map(([name, value]) => [name, share(name, value)]));
  return ledgerRule(ledgerSelect(ledgerRows(columns), settings), register, thresholds);
})));
