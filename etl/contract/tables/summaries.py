"""Derived tables of places, shares of arms, real terms, contacts and voting against comparable pairs."""

from __future__ import annotations

from etl.contract.tables.describe import COUNTRY, SOURCE, table

TABLES = (
    table(
        name="rank_places",
        title="Places of the two, with and without partners that publish nothing",
        description=(
            "Place of Russia among Iran's partners and of Iran among Russia's in each list of `trade`: who stands "
            "above among the partners with a value or a bound, and the place when partners that publish nothing, such "
            "as Iraq, are counted. Source partner_bounds is no list: single partners' figures of 2021, as bounds."
        ),
        kind="derived",
        key="reporter partner period calendar flow source root_family",
        columns=(
            "reporter partner period calendar flow source root_family value_usd obs_status place_best place_worst "
            "place_best_all place_worst_all worst_basis above maybe missing next_below next_below_usd partners"
        ),
        required="place_best place_best_all partners",
        refers={"reporter": COUNTRY, "partner": COUNTRY, "source": SOURCE},
        caveats="nobody-reports partial-lists estimates",
    ),
    table(
        name="arms_shares",
        title="Shares in recorded arms deliveries",
        description=(
            "Share of each supplier in a country's recorded imports, and of each recipient in its recorded exports, by "
            "span of years and by vintage of SIPRI's register; vintages are never joined. Volume, not price: a whole "
            "share of very little is still very little."
        ),
        kind="derived",
        key="side supplier recipient period_label source",
        columns=(
            "side supplier recipient period_label source from_year to_year tiv_million total_tiv_million share_pct "
            "rank partners years_recorded"
        ),
        required="from_year to_year tiv_million total_tiv_million share_pct rank partners years_recorded",
        refers={"supplier": COUNTRY, "recipient": COUNTRY, "source": SOURCE},
        licence="SIPRI: non-commercial, with credit",
        caveats="volume-not-price",
    ),
    table(
        name="real_terms",
        title="Trade in dollars of 2021 and in tonnes",
        description=(
            "Trade of Russia and Iran in full years since 2021 by series: change in current dollars, in dollars of "
            "2021 (US consumer prices), and in tonnes where Iran's customs printed them. The base is the series' own "
            "2021, else that of another series of the same books, named."
        ),
        kind="derived",
        key="series flow period calendar",
        columns=(
            "series root_family flow period calendar base_series base_period value_usd nominal_change_pct price_index "
            "value_2021_usd real_change_pct tonnes tonnes_series tonnes_base tonnes_series_base tonnes_change_pct "
            "cell_basis"
        ),
        required="root_family base_series base_period value_usd nominal_change_pct cell_basis",
        caveats="non-oil estimates one-sided",
    ),
    table(
        name="alignment_medians",
        title="Voting beyond chance against comparable pairs",
        description=(
            "Agreement of Russia and Iran in the UN General Assembly beyond chance (kappa with quadratic weights), by "
            "year, beside the median of the pairs of each with eight others. 2020 to 2024 are not held by resolution."
        ),
        kind="derived",
        key="year source yardstick",
        columns="year source yardstick value value_low value_high both_voted median_others pairs below",
        required="value both_voted median_others pairs below",
        refers={"source": SOURCE},
        caveats="series-break",
    ),
    table(
        name="contact_counts",
        title="High-level contacts by year",
        description=(
            "Contacts found by year, level and kind, before and after 24 February 2022. Presidents' meetings are "
            "nearly complete; calls and ministers' meetings are a sample, and not to be compared before and after."
        ),
        kind="derived",
        key="year span level contact_kind",
        columns="year span level=contact_level contact_kind contacts two_publishers",
        required="contacts two_publishers",
        caveats="not-a-full-count",
    ),
)
