"""The files of a package: what may be passed on, in the words of the article, with the log of its verdicts."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from etl import claims
from etl.collect.disk import DESCRIPTOR
from etl.contract.code_version import code_version
from etl.contract.frames import Tables, write
from etl.contract.pair import names_of
from etl.contract.tables import TABLES
from etl.package import crate, datapackage, lists, redact
from etl.package.last_build import Summary
from etl.package.lineage import Lineage
from etl.package.subject import Subject
from etl.package.verdict_log import changes, moved, read_log, verdict_log


def compose(
    tables: Tables,
    made_from: Lineage,
    created: str,
    *,
    article: Path,
    withheld: Iterable[str],
    out: Path,
    past: bool = False,
) -> tuple[dict[str, bytes], Summary]:
    """The files of the package of these `tables` by name, and what is to be said of them.

    Rows of the sources `withheld` are left out. The log of verdicts goes on from the package in `out`; a package of
    the `past` takes it as it is. `created` is the package date, ISO.
    """
    public = lists.split(redact.public(tables, withheld, claims.settings("words")["evidence"]["withheld"]))
    content = {n: write(TABLES[n].published, public[n]) for n in TABLES}
    version, rules = datapackage.data_version(content), claims.rule_version(article)
    log, damage = read_log(out, "" if past else created)
    reasons = claims.rows_of("changes", "change", article)
    public["verdict_log"] = verdict_log(log, tables, version, rules, created, reasons=reasons)
    public["changes"] = changes(public["verdict_log"], reasons, claims.reasons(article))
    content |= {n: write(TABLES[n], public[n]) for n in ("verdict_log", "changes")}
    about, rows = claims.article(article), {n: len(public[n]) for n in TABLES}
    subject = Subject(**names_of(tables), article=about.described, caveats=about.caveats)
    files = {f"{n}.csv": c for n, c in content.items()}
    files["README.md"] = datapackage.codebook(rows, version, created, subject)
    origin = crate.Made(version=version, created=created, code=code_version(), rules=rules, subject=subject)
    files[crate.FILE] = provenance = crate.crate(files, public["sources"], made_from, origin)
    files[DESCRIPTOR] = datapackage.descriptor(
        content, version, created, subject, beside=tuple(files), provenance=provenance
    )
    periods, verdicts = public["trade"]["period"], tables["verdicts"][["claim", "part", "verdict"]]
    return files, Summary(
        version=version,
        created=created,
        changed=False,
        rows=rows,
        periods=(periods.min(), periods.max()),
        verdicts=[*verdicts.itertuples(index=False, name=None)],
        moved=moved(public["changes"], log),
        warnings=damage,
    )
