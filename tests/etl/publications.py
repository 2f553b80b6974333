"""Small answers in the documented shapes, written for the tests: what each publisher says when all is well."""

from __future__ import annotations

import base64
import csv
import io
import json
import zipfile
from collections.abc import Callable, Iterable
from typing import Any

YEARS = (2021, 2022)
REPORTERS = {2021: (156, 643, 792), 2022: (156, 792)}
UN_FILE = "2026_02_06_ga_voting"
IMF_HEADER = (
    "STRUCTURE[;],STRUCTURE_ID,ACTION,COUNTRY,INDICATOR,COUNTERPART_COUNTRY,FREQUENCY,TIME_PERIOD,OBS_VALUE,SCALE,"
    "TRADE_FLOW,VALUATION,UNIT,DERIVATION_TYPE,OVERLAP,STATUS"
)
UN_HEADER = (
    "undl_id,ms_code,ms_name,ms_vote,date,session,resolution,draft,committee_report,meeting,title,agenda_title,subjects,"
    "vote_note,total_yes,total_no,total_abstentions,total_non_voting,total_ms,undl_link"
)


def comtrade_row(
    reporter: int, partner: int, flow: str, period: int, value: float | None, **more: Any
) -> dict[str, Any]:
    row = {
        "typeCode": "C",
        "freqCode": "A",
        "refYear": period,
        "refMonth": 52,
        "period": str(period),
        "reporterCode": reporter,
        "reporterISO": None,
        "flowCode": flow,
        "partnerCode": partner,
        "partner2Code": 0,
        "classificationCode": "H5",
        "cmdCode": "TOTAL",
        "customsCode": "C00",
        "mosCode": "0",
        "motCode": 0,
        "cifvalue": value if flow == "M" else None,
        "fobvalue": value if flow == "X" else None,
        "primaryValue": value,
        "legacyEstimationFlag": 0,
        "isReported": True,
        "isAggregate": False,
    }
    return row | more


def comtrade_body(rows: list[dict[str, Any]], **more: Any) -> bytes:
    answer = {"elapsedTime": "0.1 secs", "count": len(rows), "data": rows, "error": ""}
    return json.dumps(answer | more).encode()


def comtrade_data(asked: Any) -> bytes:
    """A row for each reporter, year and flow asked about; with `countOnly` only their number."""
    rows = []
    for year in (int(p) for p in asked.one("period").split(",")):
        for reporter in REPORTERS.get(year, ()):
            if asked.one("reporterCode", str(reporter)) != str(reporter):
                continue
            partners = [int(asked.one("partnerCode"))] if asked.one("partnerCode") else [0, 156, 364]
            commodities = ["10", "27"] if asked.one("cmdCode") == "AG2" else ["TOTAL"]
            rows += [
                comtrade_row(reporter, partner, flow, year, 1000.4 * (reporter + partner + year), cmdCode=commodity)
                for partner in partners
                for flow in asked.one("flowCode").split(",")
                for commodity in commodities
                if partner != reporter
            ]
    if asked.one("countOnly") == "true":
        return comtrade_body([], count=len(rows))
    return comtrade_body(rows)


def availability(asked: Any, released: str = "2026-03-01T00:00:00") -> bytes:
    rows = [
        {
            "datasetCode": 1,
            "typeCode": "C",
            "freqCode": "A",
            "period": year,
            "reporterCode": reporter,
            "classificationCode": "H5",
            "totalRecords": 10,
            "datasetChecksum": -year - reporter,
            "firstReleased": "2023-01-01T00:00:00",
            "lastReleased": released,
        }
        for year in (int(p) for p in asked.one("period").split(","))
        for reporter in REPORTERS.get(year, ())
    ]
    return comtrade_body(rows)


def imf_line(
    country: str, indicator: str, partner: str, period: object, value: object, *, kind: str = "O", status: str = ""
) -> str:
    flow, valuation = indicator.split("_")[:2]
    cells = ["dataflow", "IMF.STA:IMTS(1.0.0)", "R", country, indicator, partner, "A", period, value, 6]
    return ",".join(map(str, [*cells, flow, valuation, "USD", kind, "OL", status]))


def imf_csv(lines: Iterable[str]) -> bytes:
    return ("\n".join([IMF_HEADER, *lines]) + "\n").encode()


def imf_months(asked: Any) -> bytes:
    """Months of each reporter and both flows with the other one and with the world; the limit of time is ignored."""
    lines = []
    for country, other in (("RUS", "IRN"), ("IRN", "RUS")):
        for flow in ("XG_FOB_USD", "MG_CIF_USD"):
            for month in ("2020-M12", "2025-M12", "2026-M01"):
                lines += [imf_line(country, flow, p, month, 5e7) for p in (other, "G001")]
    return imf_csv(line.replace(",A,20", ",M,20") for line in lines)


def imf_data(asked: Any) -> bytes:
    country, indicators, partner, _ = asked.path.rpartition("/")[2].split(".")
    lines = []
    for indicator in indicators.split("+"):
        for period in (2021, 2023):
            for c in [country] if country != "*" else ["ARM", "RUS"]:
                for p in [partner] if partner != "*" else ["G001", "IRN", "TUR", "TX899"]:
                    if c != p:
                        lines.append(imf_line(c, indicator, p, period, 9e11 if p == "G001" else 1_500_000.25))
    return imf_csv(lines)


def worldbank_body(rows: list[dict[str, Any]], **more: Any) -> bytes:
    meta = {"page": 1, "pages": 1, "per_page": 20000, "total": len(rows), "sourceid": "2", "lastupdated": "2026-10-01"}
    return json.dumps([meta | more, rows]).encode()


def worldbank_row(indicator: str, iso3: str, year: int, value: float | None) -> dict[str, Any]:
    return {
        "indicator": {"id": indicator, "value": "words"},
        "country": {"id": "XX", "value": "words"},
        "countryiso3code": iso3,
        "date": str(year),
        "value": value,
        "unit": "",
        "obs_status": "",
        "decimal": 0,
    }


def worldbank_data(asked: Any) -> bytes:
    parts = asked.path.split("/")
    indicator, countries = parts[-1], parts[-3].split(";")
    rows = [worldbank_row(indicator, c, y, None if y == 2024 else 1e9 + y) for c in countries[:3] for y in (2023, 2024)]
    return worldbank_body(rows)


def un_listing(asked: Any) -> bytes:
    where = "https://digitallibrary.un.org/record/4060887/files/"
    names = [(f"{UN_FILE}_md", ".md"), ("2025_9_19_ga_voting", ".csv"), (UN_FILE, ".csv")]
    return json.dumps([{"name": n, "url": f"{where}{n}{kind}", "format": kind} for n, kind in names]).encode()


def un_line(undl_id: int, code: str, vote: str, **more: str) -> list[str]:
    cells = {
        "undl_id": str(undl_id),
        "ms_code": code,
        "ms_name": code,
        "ms_vote": vote,
        "date": "2022-03-02",
        "session": "ES-11",
        "resolution": "A/RES/ES-11/1",
        "subjects": "UKRAINE SITUATION",
        "total_ms": "193.0",
        "title": "Aggression against Ukraine : resolution / adopted by the General Assembly",
        "total_yes": "141.0",
        "total_no": "5.0",
        "total_abstentions": "35.0",
        "total_non_voting": "12.0",
        "undl_link": "https://x.org/1",
    }
    return [(cells | more).get(name, "") for name in UN_HEADER.split(",")]


def un_csv(lines: Iterable[list[str]]) -> bytes:
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerows([UN_HEADER.split(","), *lines])
    return out.getvalue().encode("utf-8-sig")


def un_file(asked: Any) -> bytes | tuple[int, dict[str, str], bytes]:
    """The voting file, or the rest of it when a range is asked for."""
    plain = {
        "session": "77",
        "resolution": "A/RES/77/3",
        "title": 'A, quoted "title"\nin two lines',
        "subjects": "PEACE",
    }
    lines = [un_line(11, c, v) for c, v in (("RUS", "N"), ("IRN", "A"), ("FRA", "Y"), ("CHN", "A"))]
    lines += [un_line(12, c, v, **plain) for c, v in (("RUS", "Y"), ("IRN", "Y"), ("BRA", "N"), ("UKR", ""))]
    body = un_csv(lines)
    stamp = {"ETag": '"one"', "Content-Type": "text/csv"}
    start = asked.headers.get("Range", "").removeprefix("bytes=").removesuffix("-")
    if start and asked.headers.get("If-Range") == '"one"':
        return 206, {**stamp, "Content-Range": f"bytes {start}-{len(body) - 1}/{len(body)}"}, body[int(start) :]
    return 200, stamp, body


def sipri_body(rows: Iterable[tuple[str, str, int, str]]) -> bytes:
    preamble = [f'"Line {i}"' for i in range(9)] + ["''", "'Data generated: 10 Feb 2026 10:52:58 AM'"]
    header = (
        "SIPRI AT Database ID,Supplier,Recipient,Designation,Description,Armament category,Order date,"
        "Order date is estimate,Numbers delivered,Numbers delivered is estimate,Delivery year,"
        "Delivery year is estimate,Status,SIPRI estimate,TIV deal unit,TIV delivery values,Local production"
    )
    lines = [
        f'1,{s},{r},"Mi-17, later",helicopter,Aircraft,1999,No,5,No,{y},No,New,7.25,7.25,{v},No' for s, r, y, v in rows
    ]
    return json.dumps({"bytes": base64.b64encode("\n".join([*preamble, header, *lines]).encode()).decode()}).encode()


def sipri_register(asked: Any) -> bytes:
    return sipri_body(
        [("Russia", "Iran", 2023, "7.25"), ("Russia", "India", 2023, "10"), ("Russia", "Iran", 2023, "0.5")]
    )


def sipri_year(asked: Any) -> bytes:
    return b"2024"


def ecb_csv(rates: Iterable[tuple[str, str]]) -> bytes:
    header = "KEY,FREQ,CURRENCY,CURRENCY_DENOM,EXR_TYPE,EXR_SUFFIX,TIME_PERIOD,OBS_VALUE,TITLE"
    lines = [f'EXR.A.USD.EUR.SP00.A,A,USD,EUR,SP00,A,{y},{v},"US dollar, average"' for y, v in rates]
    return "\r\n".join([header, *lines, ""]).encode()


def ecb_rates(asked: Any) -> bytes:
    return ecb_csv([("2022", "1.0530"), ("2023", "1.0813")])


def comext_body(values: object, times: Iterable[str] = ("2022", "2023", "2024"), **more: Any) -> bytes:
    dims = {
        "freq": ["A"],
        "reporter": ["EU27_2020"],
        "partner": ["IR", "RU"],
        "product": ["TOTAL"],
        "flow": ["1", "2"],
        "indicators": ["VALUE_IN_EUROS"],
        "time": list(times),
    }
    answer = {
        "version": "2.0",
        "class": "dataset",
        "updated": "2026-10-15T11:00:00+0200",
        "id": list(dims),
        "size": [len(c) for c in dims.values()],
        "value": values,
        "dimension": {n: {"category": {"index": {c: i for i, c in enumerate(codes)}}} for n, codes in dims.items()},
    }
    return json.dumps(answer | more).encode()


def comext_data(asked: Any) -> bytes:
    # places: partner x flow x time
    return comext_body({"0": 1000000, "1": 2000000, "4": 500000, "6": 7000000, "11": 100})


def matrix_data(asked: Any) -> bytes:
    """Both flows of the reporter with two partners and with the world, the second partner's estimated."""
    reporter = int(asked.one("reporterCode"))
    rows = [
        comtrade_row(reporter, partner, flow, int(year), 1000.0 * (partner + 1), isReported=partner == 156)
        for year in asked.one("period").split(",")
        for flow in asked.one("flowCode").split(",")
        for partner in (0, 156, 368)
    ]
    return comtrade_body(rows)


def baci_page(asked: Any) -> bytes:
    names = [f"BACI_{edition}_V{release}" for release in (202501, 202601) for edition in ("HS92", "HS22")]
    return ("<html><body>" + "".join(f'<a href="/data/{name}.zip">{name}</a>' for name in names) + "</body>").encode()


BACI_LINES = ("364,368,080211,1.5,0.3", "364,368,270900,1000.25,NA", "643,364,100199,77,5", "156,842,010121,364,2")


def baci_zip(years: Iterable[int] = (2022, 2023), lines: Iterable[str] = BACI_LINES) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("country_codes_V202601.csv", "country_code,country_name\r\n364,Iran\r\n")
        for year in years:
            body = "t,i,j,k,v,q\n" + "".join(f"{year},{line}\n" for line in lines)
            archive.writestr(zipfile.ZipInfo(f"BACI_HS92_Y{year}_V202601.csv"), body)
    return out.getvalue()


def baci_archive(asked: Any) -> bytes:
    return baci_zip()


ANSWERS: dict[str, Callable[[Any], bytes | tuple[int, dict[str, str], bytes]]] = {
    "/public/v1/getDa/": availability,
    "/public/v1/preview/": comtrade_data,
    "/data/v1/get/": comtrade_data,
    "/data/v1/getTradeMatrix/": matrix_data,
    "/CEPII/en/": baci_page,
    "/DATA_DOWNLOAD/baci/": baci_archive,
    "/external/sdmx/3.0/data/dataflow/IMF.STA/IMTS/+/RUS+IRN.": imf_months,
    "/external/sdmx/3.0/data/dataflow/IMF.STA/IMTS/": imf_data,
    "/v2/country/": worldbank_data,
    "/api/v1/file": un_listing,
    f"/record/4060887/files/{UN_FILE}.csv": un_file,
    "/api/p/trades/getMaxYear": sipri_year,
    "/api/p/trades/trade-register-csv/": sipri_register,
    "/service/data/EXR/": ecb_rates,
    "/eurostat/api/comext/": comext_data,
}
