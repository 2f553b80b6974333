"""What search engines read: true of the page, nothing invented, and no text that could end the block."""

from __future__ import annotations

import json
import re

import pytest
from flask.testing import FlaskClient

from dashboard.package import jsonld
from dashboard.package.store import Package
from tests.dashboard.sample import CREATED, ROWS, VERSION

HERE = "http://localhost"


def block(client: FlaskClient, path: str) -> dict[str, object]:
    page = client.get(path).get_data(as_text=True)
    result = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page)
    assert len(result) == 1, path
    return json.loads(result[0])


def test_the_data_page_is_a_dataset_with_every_table(client: FlaskClient, package: Package) -> None:
    result = block(client, "/data")
    assert (result["@type"], result["version"], result["dateModified"]) == ("Dataset", VERSION, CREATED)
    assert result["distribution"][0]["contentUrl"] == f"{HERE}/data/ledger.zip"
    assert {part["url"] for part in result["hasPart"]} == {f"{HERE}/data/{n}" for n in package.resources}
    for part in result["hasPart"]:
        assert client.get(part["distribution"][0]["contentUrl"].removeprefix(HERE)).status_code == 200
        assert part["description"]


def test_a_table_is_a_dataset_of_its_own(client: FlaskClient, package: Package) -> None:
    result = block(client, "/data/partner_ranks")
    assert result["name"] == package.resources["partner_ranks"]["title"]
    assert len(result["variableMeasured"]) == len(package.fields("partner_ranks"))
    assert result["isPartOf"]["url"] == f"{HERE}/data"


def test_a_claim_is_reviewed_part_by_part_in_the_words_of_the_page(client: FlaskClient) -> None:
    result = block(client, "/claims/trade-rank")["@graph"]
    given = {r["part"]: r for r in ROWS["verdicts"] if r["claim"] == "trade-rank"}
    assert len(result) == 1  # what is not yet checked is no review
    assert result[0]["reviewRating"] == {
        "@type": "Rating",
        "alternateName": "overstated",
        "ratingExplanation": given["level"]["sentence"],
    }
    assert result[0]["claimReviewed"] == "Strong level."
    assert result[0]["datePublished"] == CREATED
    assert result[0]["url"] == f"{HERE}/claims/trade-rank#level"


def test_neither_address_nor_date_of_the_article_is_invented(client: FlaskClient) -> None:
    article = block(client, "/claims/trade-rank")["@graph"][0]["itemReviewed"]["appearance"]
    assert set(article) == {"@type", "headline"}


def test_no_other_page_claims_to_be_one(client: FlaskClient) -> None:
    for path in ("/method", "/claims/nothing", "/data/nothing"):
        assert "application/ld+json" not in client.get(path).get_data(as_text=True), path


def test_no_text_can_end_the_block() -> None:
    result = jsonld.script({"name": "</script><script>x & y</script>"})
    assert result.count("<") == 2
    assert json.loads(re.sub(r"</?script[^>]*>", "", result))["name"] == "</script><script>x & y</script>"


#: what search engines ask of a data set (developers.google.com/search/docs/appearance/structured-data/dataset)
WANTED = ("name", "description", "license", "creator", "keywords", "temporalCoverage", "spatialCoverage", "identifier")


@pytest.mark.parametrize("path", ["/data", "/data/trade"])
def test_a_data_set_says_all_that_is_asked_of_one(client: FlaskClient, path: str) -> None:
    linked = block(client, path)
    missing = [name for name in (*WANTED, "isBasedOn", "version", "dateModified", "distribution") if name not in linked]
    assert missing == []
    assert 50 <= len(linked["description"]) <= 5000
    for part in (linked, *linked.get("hasPart", ())):
        assert re.match(r"https?://", part["license"]), part["name"]
        assert part["creator"]["name"]
    assert all(re.match(r"https?://", address) for address in linked["isBasedOn"])
    assert re.fullmatch(r"\d{4}/\d{4}", linked["temporalCoverage"])


def test_the_front_page_is_the_site_with_its_search(client: FlaskClient) -> None:
    linked = block(client, "/")
    assert linked["@type"] == "WebSite"
    address = linked["potentialAction"]["target"]["urlTemplate"].removeprefix(linked["url"].rstrip("/"))
    assert client.get(address.replace("{words}", "trade")).status_code == 200
