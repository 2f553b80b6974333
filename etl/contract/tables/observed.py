"""Observed tables: what publishers print."""

from __future__ import annotations

from etl.contract.tables.describe import COUNTRY, ROOTED, SEEN, SERIES, SOURCE, table

TABLES = (
    table(
        name="trade",
        title="Goods trade by pair and year",
        description=(
            "One row for each flow of goods between two countries, as one of the two recorded it, in one "
            "source and vintage."
        ),
        kind="observed",
        key="exporter importer period calendar recorded_by valuation commodity source vintage_date",
        columns=(
            "exporter importer period calendar recorded_by valuation commodity value_usd obs_status "
            "list_scope source root_family vintage vintage_date publisher doubted note correction current"
        ),
        added="doubted",
        required="obs_status list_scope root_family vintage publisher",
        refers={"exporter": COUNTRY, "importer": COUNTRY, "source": SOURCE},
        derived="current",
        licence="terms of each publisher",
        caveats="nobody-reports estimates partial-lists shipment mechanical",
    ),
    table(
        name="trade_months",
        title="Goods trade by month",
        description=(
            "Months of the newest two years: what Iran and Russia record with each other and with the world. No month "
            "is counted as a year, and no verdict rests on one."
        ),
        kind="observed",
        key="exporter importer month recorded_by valuation source vintage_date",
        columns=(
            "exporter importer month recorded_by valuation value_usd obs_status source root_family vintage "
            "vintage_date publisher current"
        ),
        new=True,
        required="obs_status root_family vintage publisher",
        refers={"exporter": COUNTRY, "importer": COUNTRY, "source": SOURCE},
        derived="current",
        licence="terms of each publisher",
        caveats="estimates shipment",
    ),
    table(
        name="official_figures",
        title="Figures of national authorities and officials",
        description=(
            "One row for each trade figure that an authority published or an official stated; where places "
            "print it differently, the lowest and the highest value stand beside it."
        ),
        kind="observed",
        key="figure_id",
        columns=(
            "figure_id root_family series reporter authority partner partner_type period period_label "
            "period_start period_end calendar flow value_usd value_low_usd value_high_usd rank_printed "
            "rank_scope scope cell_basis reading_confidence note correction forecast"
        ),
        required="root_family series reporter partner partner_type period period_label calendar flow cell_basis",
        derived="forecast",
        refers={"reporter": COUNTRY, "partner": COUNTRY, "series": SERIES},
        spans=(("period_start", "period_end"),),
        caveats="non-oil partial-lists one-sided seen-in-copies",
    ),
    table(
        name="sightings",
        title="Where the official figures were seen",
        description="One row for each place that prints a figure of `official_figures`.",
        kind="observed",
        key="sighting_id",
        columns=f"sighting_id figure_id value_usd rank_printed rank_scope {SEEN}",
        required="figure_id publisher reading_confidence",
        refers={"figure_id": ("official_figures", "figure_id")},
        caveats="seen-in-copies",
    ),
    table(
        name="growth_statements",
        title="Growth rates stated by officials",
        description="Growth rates of turnover as officials stated them; statements, not statistics.",
        kind="observed",
        key="id",
        columns="id period_label topic growth_pct basis_text source_url publisher reading_confidence note correction",
        added="reading_confidence",
        required="growth_pct publisher",
        caveats="one-sided seen-in-copies",
    ),
    table(
        name="partner_shares",
        title="Iran's top partners by share",
        description="Shares of Iran's largest partners as printed in yearly editions of the CIA World Factbook.",
        kind="observed",
        key="reporter flow period partner source",
        columns=("reporter flow period partner share_pct rank_printed source root_family edition publisher correction"),
        required="share_pct root_family publisher",
        refers={"reporter": COUNTRY, "partner": COUNTRY, "source": SOURCE},
        licence="public domain",
        caveats="partial-lists",
    ),
    table(
        name="investment",
        title="Foreign investment in Iran",
        description=(
            "Approved, announced, realised and held investment by origin and period; rows of one root are one "
            "piece of evidence."
        ),
        kind="observed",
        key="id",
        columns=(
            "id host origin origin_id period_label period_start period_end period_precision calendar "
            f"measure_kind value_usd share_pct rank_printed series cell_basis quote {ROOTED} {SEEN}"
        ),
        added="share_pct",
        required="host origin period_label calendar measure_kind series cell_basis root publisher",
        refers={"host": COUNTRY, "origin_id": COUNTRY, "series": SERIES},
        spans=(("period_start", "period_end"),),
        caveats="one-sided labels overlap seen-in-copies",
    ),
    table(
        name="corridor",
        title="Cargo of the North-South corridor",
        description=(
            "Cargo of the International North-South Transport Corridor by year and branch: actual, forecast "
            "and target apart."
        ),
        kind="observed",
        key="id",
        columns=(
            "id period_label branch tonnes cargo_kind qualifier root_family root_authority source_url "
            "publisher source_date note correction"
        ),
        required="period_label branch cargo_kind root_family publisher",
        caveats="overlap one-sided seen-in-copies",
    ),
    table(
        name="arms",
        title="Arms transfers",
        description=(
            "SIPRI trend-indicator values of arms delivered, by year and direction; no delivery row is not zero."
        ),
        kind="observed",
        key="supplier recipient period source vintage_date",
        columns=(
            "supplier recipient period tiv_million recorded basis_text source vintage vintage_date publisher "
            "note correction current"
        ),
        required="recorded vintage publisher",
        refers={"supplier": COUNTRY, "recipient": COUNTRY, "source": SOURCE},
        derived="current",
        licence="SIPRI: non-commercial, with credit",
        caveats="volume-not-price",
    ),
    table(
        name="arms_statements",
        title="SIPRI totals as printed",
        description="Totals and shares of arms transfers as newspapers printed them from SIPRI.",
        kind="observed",
        key="id",
        columns=(
            "id period_label supplier recipient tiv_million share_pct basis_text source_url publisher note correction"
        ),
        required="period_label supplier recipient publisher",
        refers={"supplier": COUNTRY, "recipient": COUNTRY},
        licence="SIPRI: non-commercial, with credit",
        caveats="volume-not-price seen-in-copies",
    ),
    table(
        name="un_resolutions",
        title="Roll calls of the UN General Assembly",
        description="One row for each roll call held here, with its tally.",
        kind="observed",
        key="resolution_id",
        columns=(
            "resolution_id resolution date session title theme about_ukraine yes no abstain source "
            "root_family basis_text note correction"
        ),
        required="resolution date title source root_family",
        refers={"source": SOURCE},
        caveats="partial-lists",
    ),
    table(
        name="un_votes",
        title="How twelve countries voted",
        description=(
            "The vote of a country in a roll call of `un_resolutions`; a country the source does not name has no row."
        ),
        kind="observed",
        key="resolution_id country",
        columns="resolution_id country vote",
        required="vote",
        refers={"resolution_id": ("un_resolutions", "resolution_id"), "country": COUNTRY},
        caveats="partial-lists",
    ),
    table(
        name="un_agreement",
        title="Voting agreement by pair and year",
        description="How often two countries voted alike in the UN General Assembly, by year.",
        kind="observed",
        key="country_a country_b year source",
        columns=(
            "country_a country_b year roll_calls both_voted identical opposite agree3 agree2 year_coverage "
            "source note correction"
        ),
        required="both_voted identical source",
        refers={"country_a": COUNTRY, "country_b": COUNTRY, "source": SOURCE},
        caveats="series-break partial-lists",
    ),
    table(
        name="indicators",
        title="Country indicators",
        description=(
            "GDP, population, net inflow of foreign direct investment and US price indices; `months` says how much of "
            "a year a mean covers."
        ),
        kind="observed",
        key="indicator country period source vintage_date",
        columns="indicator country period indicator_value unit months source vintage vintage_date publisher current",
        added="months",
        new=True,
        required="unit vintage publisher",
        refers={"country": COUNTRY, "source": SOURCE},
        derived="current",
    ),
)
