"""Bundled tables of bounds, tonnes, deals, roll calls, acts, contacts and searches; empty without files."""

from __future__ import annotations

from etl.contract.tables.describe import COUNTRY, SERIES, SOURCE, table

TABLES = (
    table(
        name="partner_bounds",
        title="Bounds of Iran's partners",
        description=(
            "What single partners' own figures, or Iran's, say of a partner's trade where there is no list: "
            "bounds of a rank, never a list."
        ),
        kind="observed",
        key="id",
        columns=(
            "id reporter partner period calendar flow bound value_usd against_partner against reports "
            "basis_text source root_family source_url publisher source_date reading_confidence note "
            "correction"
        ),
        required=(
            "reporter partner period calendar flow bound against_partner against reports source root_family publisher"
        ),
        refers={"reporter": COUNTRY, "partner": COUNTRY, "against_partner": COUNTRY, "source": SOURCE},
        caveats="partial-lists seen-in-copies",
        new=True,
    ),
    table(
        name="tonnes",
        title="Tonnes beside dollars",
        description=(
            "Weight and value of Iran's trade with Russia as Iran's customs printed them; series are never "
            "joined, and irica-eaeu is the higher of two levels."
        ),
        kind="observed",
        key="id",
        columns=(
            "id reporter partner period period_label period_start period_end calendar flow tonnes "
            "tonnes_change_pct value_usd value_change_pct series root_family source_url publisher "
            "source_date reading_confidence note correction"
        ),
        required="reporter partner period calendar flow tonnes series root_family publisher",
        refers={"reporter": COUNTRY, "partner": COUNTRY, "series": SERIES},
        spans=(("period_start", "period_end"),),
        caveats="non-oil one-sided seen-in-copies",
        new=True,
    ),
    table(
        name="arms_deals",
        title="Arms deals in SIPRI's register",
        description=(
            "Deliveries between Russia and Iran as the register of 2026-02-12 lists them: weapon, number, year."
        ),
        kind="observed",
        key="id",
        columns=(
            "id register_id supplier recipient designation weapon category order_year order_estimated "
            "delivered delivered_estimated delivery_year delivery_estimated condition_of_goods tiv_unit "
            "tiv_million local_production source vintage vintage_date publisher note correction"
        ),
        required="supplier recipient designation delivery_year tiv_million source vintage publisher",
        refers={"supplier": COUNTRY, "recipient": COUNTRY, "source": SOURCE},
        licence="SIPRI: non-commercial, with credit",
        caveats="volume-not-price",
        new=True,
    ),
    table(
        name="un_roll_calls",
        title="All roll calls of the UN General Assembly, 1992-2019 and 2025",
        description=(
            "Every recorded vote with its tally, votes on paragraphs and amendments too. Those of 2020 to "
            "2024 are not held by resolution."
        ),
        kind="observed",
        key="id",
        columns=(
            "id date session resolution title issues important amendment paragraph yes no abstain source source_url"
        ),
        required="date source",
        refers={"source": SOURCE},
        licence="CC0 (1992-2019); UN: non-commercial with attribution (2025)",
        caveats="series-break",
        new=True,
    ),
    table(
        name="un_roll_call_votes",
        title="How nineteen countries voted in each roll call",
        description=(
            "The vote of a country in a roll call of `un_roll_calls`; no row where the source gives none: "
            "absent, or no member."
        ),
        kind="observed",
        key="roll_call country",
        columns="roll_call country vote",
        required="vote",
        refers={"roll_call": ("un_roll_calls", "id"), "country": COUNTRY},
        licence="CC0 (1992-2019); UN: non-commercial with attribution (2025)",
        caveats="series-break",
        new=True,
    ),
    table(
        name="acts",
        title="Acts and statements",
        description=(
            "Dated acts, votes, contracts, statements, denials and reports on the article's statements of "
            "fact, for and against, each with its original source."
        ),
        kind="curated",
        key="id",
        columns=(
            "id date claim part topic act_kind stance actors statement quote value unit qualifier root "
            "root_authority source_url publisher source_url_2 publisher_2 denial reading_confidence note "
            "correction"
        ),
        required=(
            "date claim act_kind stance actors statement root root_authority source_url publisher reading_confidence"
        ),
        caveats="not-a-full-count one-sided seen-in-copies",
        new=True,
    ),
    table(
        name="contacts",
        title="High-level contacts",
        description=(
            "Meetings and calls of presidents, prime ministers, foreign ministers and security secretaries "
            "of Russia and Iran since 2015, as far as they were found; what does not count is another row's "
            "visit or only announced."
        ),
        kind="curated",
        key="id",
        columns=(
            "id date contact_kind level=contact_level russian_side iranian_side place occasion counts "
            "source_url publisher source_url_2 publisher_2 note correction"
        ),
        required="date contact_kind level counts source_url publisher",
        caveats="not-a-full-count seen-in-copies",
        new=True,
    ),
    table(
        name="searches",
        title="What was looked for",
        description=("Questions of the record, with the day and place of the search, its words, and what it gave."),
        kind="curated",
        key="id",
        columns="id claim part question date searched_in query answer found=was_found note",
        required="question date searched_in query answer found",
        new=True,
    ),
)
