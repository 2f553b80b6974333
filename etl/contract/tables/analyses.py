"""Tables of the analyses behind ranks, causes and ties, and the package's account of itself."""

from __future__ import annotations

from etl.contract.tables.describe import CLAIM, COUNTRY, table

TABLES = (
    table(
        name="anomalies",
        title="Anomalies",
        description=(
            "Cells that are not what they seem: which test marks them, which tests could not be run, and what is done."
        ),
        kind="derived",
        key="anomaly row_table row_key",
        columns=(
            "anomaly row_table row_key exporter importer period recorded_by source origin root value_usd "
            "value_low_usd value_high_usd shared_factor shared_with mirror_usd mirror_period mirror_source "
            "mirror_ratio history_ratio world_total_usd labels period_labels fired not_run proof treatment "
            "sentence"
        ),
        required="fired proof treatment sentence",
        refers={"exporter": COUNTRY, "importer": COUNTRY},
        caveats="mechanical estimates",
    ),
    table(
        name="rank_uncertainty",
        title="How firm a rank is",
        description=(
            "Rank of Russia among Iran's partners and of Iran among Russia's under noise of the size two "
            "reporters differ by, and how far the next partner is."
        ),
        kind="derived",
        key="reporter partner period calendar flow source root_family basis",
        columns=(
            "reporter partner period calendar flow source root_family basis=rank_basis value_usd rank "
            "rank_best rank_worst partners leaning_on sigma sigma_from chance_fifth chance_top5 noise_best "
            "noise_worst flip_up_pct flip_down_pct flip_log typical_gap resolvable cell_basis sentence"
        ),
        open="sentence",  # ranks, shares and indices alone
        required="root_family sigma sigma_from sentence",
        refers={"reporter": COUNTRY, "partner": COUNTRY},
        caveats="nobody-reports estimates shipment",
    ),
    table(
        name="grid",
        title="The whole grid of definitions",
        description=(
            "Every combination of equally defensible choices for a part: the specification whose rows it "
            "reads, a value derived for who asks, or why it cannot be had."
        ),
        kind="derived",
        key="claim part definition",
        columns=(
            "claim part definition root_family series period calendar eu unspecified valuation=valued_as "
            "theme era found specification cell_basis value_low value_high unit holds_strong holds_weak "
            "why_not"
        ),
        required="root_family series period found",
        refers=CLAIM,
        caveats="estimates partial-lists",
    ),
    table(
        name="flips",
        title="What an answer turns on",
        description=(
            "Weighted share of specifications in which a proposition holds, by each option of each choice, "
            "with and without estimated cells."
        ),
        kind="derived",
        key="claim part choice option estimates",
        columns="claim part choice option estimates strong_share weak_share computable defined turns",
        required="computable defined turns",
        refers=CLAIM,
        caveats="estimates",
    ),
    table(
        name="stability",
        title="Verdicts when the thresholds move",
        description=(
            "The verdict of each measured part with every threshold ten points laxer, as it is, and ten "
            "points stricter."
        ),
        kind="derived",
        key="claim part moved_points",
        columns="claim part moved_points verdict same_verdict",
        required="verdict same_verdict",
        refers=CLAIM,
    ),
    table(
        name="possible_verdicts",
        title="Verdicts under every setting",
        description=(
            "How many of a reader's possible settings give each verdict of a measured part: any books of those there "
            "are, with and without estimates, partners that publish nothing counted and left out, one option of each "
            "choice or all, any first and last year, every threshold as it is, ten points laxer and ten stricter, and "
            "the lists and families that the rule asks for or any single list."
        ),
        kind="derived",
        key="claim part verdict",
        columns="claim part verdict settings possible",
        required="settings possible",
        refers=CLAIM,
    ),
    table(
        name="conditions",
        title="What the rule of a cause asks",
        description="Every condition of a cause part, whether it is met, and in a sentence why.",
        kind="derived",
        key="claim part position",
        columns="claim part position criterion title required met sentence row_table row_key",
        required="criterion title required sentence",
        refers=CLAIM,
    ),
    table(
        name="counterfactuals",
        title="What would have been expected",
        description=(
            "Year by year: the value, and what a forecast from the years before, or a mix of other partners, gives."
        ),
        kind="derived",
        key="method pool series flow outcome country variant year",
        columns=(
            "method pool series flow outcome country variant year actual cell_basis band_low band_centre "
            "band_high gap outside unit"
        ),
        required="unit",
        refers={"country": COUNTRY},
        caveats="estimates nobody-reports",
    ),
    table(
        name="date_tests",
        title="The war's date and false dates",
        description=(
            "Does a value leave the band of the years before a date: at the war's date, and at earlier dates. Only "
            "the same test counts: as many years before it and ahead of it; others say what factor they need."
        ),
        kind="derived",
        key="series flow tested_year target_year",
        columns=(
            "series flow tested_year target_year date_kind rival years_before years_ahead comparable cell_basis "
            "fit_from fit_to actual band_low band_centre band_high least_jump works why_not unit sentence"
        ),
        required="date_kind unit sentence",
        caveats="estimates nobody-reports",
    ),
    table(
        name="comparators",
        title="Difference to comparators",
        description=(
            "A mix of other partners that follows the trade of the pair before the war, and how far the two "
            "part afterwards; with partners left out in turn and with each partner treated instead. Never an "
            "effect: every partner was touched by the war."
        ),
        kind="derived",
        key="method pool series flow outcome country variant",
        columns=(
            "method pool series flow outcome country variant computed why_not donors fit_from fit_to mean_gap "
            "did_gap rmse_before rmse_after error_ratio poor_fit fit_correlation fit_error plain_error "
            "exact_donors placebo_rank placebo_units placebo_share placebo_floor unit sentence"
        ),
        open="sentence",  # ranks, shares and indices alone
        required="computed unit",
        refers={"country": COUNTRY},
        caveats="estimates mechanical",
    ),
    table(
        name="donor_weights",
        title="What the mix is made of",
        description="Weight of each partner in the mix; the weights of one mix sum to 1.",
        kind="derived",
        key="pool series flow outcome donor",
        columns="pool series flow outcome donor weight mean_gap_without",
        required="weight",
        refers={"donor": COUNTRY},
    ),
    table(
        name="breaks",
        title="Breaks in level",
        description="The year after which the level of a series changes most: when, never why.",
        kind="derived",
        key="line",
        columns=(
            "line title points fit_from fit_to break_after mean_before mean_after explained testable unit sentence"
        ),
        required="title points testable sentence",
        caveats="series-break estimates",
    ),
    table(
        name="break_lines",
        title="Series in which a break is looked for",
        description="Year by year: the value, and the level of the years on its side of the break.",
        kind="derived",
        key="line year",
        columns="line year actual cell_basis level unit",
        required="actual level unit",
        refers={"line": ("breaks", "line")},
        caveats="series-break estimates",
    ),
    table(
        name="rivals",
        title="Rival explanations",
        description=(
            "Dated events other than the war that would move the same figures, each with the row it stands in."
        ),
        kind="curated",
        key="id",
        columns="id position date title about row_table row_key",
        required="position date title about row_table row_key",
    ),
    table(
        name="alignment",
        title="Voting agreement, raw and beyond chance",
        description=(
            "Agreement of pairs in the UN General Assembly by year or set of roll calls, with a 95 % "
            "interval. A kappa without an interval is 0 because one of the two always cast the same vote, not "
            "because they disagree."
        ),
        kind="derived",
        key="country_a country_b year yardstick vote_set source",
        columns=(
            "country_a country_b year session yardstick vote_set value value_low value_high both_voted "
            "identical opposite year_coverage series_break source"
        ),
        required="both_voted series_break",
        refers={"country_a": COUNTRY, "country_b": COUNTRY},
        caveats="series-break partial-lists",
    ),
    table(
        name="trade_ties",
        title="Shares each way and trade intensity",
        description=(
            "Russia's share in Iran's trade and Iran's in Russia's, by source; intensity where the world's "
            "trade is known."
        ),
        kind="derived",
        key="reporter partner period calendar flow source root_family yardstick",
        columns=(
            "reporter partner period calendar flow source root_family yardstick value value_low value_high "
            "value_usd total_usd cell_basis note"
        ),
        required="root_family",
        refers={"reporter": COUNTRY, "partner": COUNTRY},
        caveats="nobody-reports estimates shipment non-oil",
    ),
    table(
        name="pledges",
        title="Pledges by stage",
        description=(
            "Agreements by year of signing and furthest stage, each counted once; frames and restatements are left out."
        ),
        kind="derived",
        key="year stage",
        columns="year stage agreements unknown value_low_usd value_high_usd open_above realised_usd",
        required="agreements unknown open_above",
        caveats="overlap one-sided",
    ),
    table(
        name="umbrellas",
        title="Frames and what shows evidence of work",
        description=(
            "Each frame agreement by itself, never added to another: how much of its value shows evidence of work."
        ),
        kind="derived",
        key="id",
        columns=(
            "id title year stage value_usd value_low_usd value_high_usd share_low share_high evidenced "
            "claimed unvalued status_asof sentence"
        ),
        required="title year stage sentence",
        refers={"id": ("agreements", "id")},
        caveats="overlap one-sided",
    ),
    table(
        name="recounts",
        title="Numbers counted again",
        description=(
            "Numbers of the package beside a second, independent computation: plain SQL over the other tables."
        ),
        kind="derived",
        key="recount item",
        columns="recount item title row_table counted_from table_value recounted agrees",
        required="title row_table counted_from agrees",
    ),
    table(
        name="account",
        title="An honest account of ourselves",
        description="What this project can and cannot say, in numbers of its own.",
        kind="derived",
        key="position",
        columns="position title sentence",
        required="title sentence",
    ),
)
