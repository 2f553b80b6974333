"""Countries and what only looks like one: ids, codes, membership, and the groups that are never ranked.

Ids are ISO 3166 alpha-3. `m49` is the number UN Comtrade uses today (251 France, 842 USA, 699 India, 579 Norway,
757 Switzerland, 380 Italy). Comtrade's 492 is a residual group there and Monaco in M49; 490 is Taiwan for most
reporters and unspecified goods, mostly oil, for Iran. The numbers are facts of the UN's code lists.
"""

from __future__ import annotations

from dataclasses import dataclass

from etl.contract.errors import UnknownCode

_COUNTRIES = """
ABW 533 Aruba; AFG 4 Afghanistan; AGO 24 Angola; AIA 660 Anguilla; ALA 248 Åland Islands; ALB 8 Albania;
AND 20 Andorra; ARE 784 United Arab Emirates; ARG 32 Argentina; ARM 51 Armenia; ASM 16 American Samoa;
ATA 10 Antarctica; ATB 80 British Antarctic Territory; ATF 260 French Southern Territories;
ATG 28 Antigua and Barbuda; AUS 36 Australia; AUT 40 Austria; AZE 31 Azerbaijan; BDI 108 Burundi;
BEL 56 Belgium; BEN 204 Benin; BES 535 Bonaire; BFA 854 Burkina Faso; BGD 50 Bangladesh;
BGR 100 Bulgaria; BHR 48 Bahrain; BHS 44 Bahamas; BIH 70 Bosnia and Herzegovina;
BLM 652 Saint Barthélemy; BLR 112 Belarus; BLZ 84 Belize; BMU 60 Bermuda; BOL 68 Bolivia; BRA 76 Brazil;
BRB 52 Barbados; BRN 96 Brunei; BTN 64 Bhutan; BVT 74 Bouvet Island; BWA 72 Botswana;
CAF 140 Central African Republic; CAN 124 Canada; CCK 166 Cocos Islands; CHE 757 Switzerland;
CHL 152 Chile; CHN 156 China; CIV 384 Cote d'Ivoire; CMR 120 Cameroon; COD 180 DR Congo; COG 178 Congo;
COK 184 Cook Islands; COL 170 Colombia; COM 174 Comoros; CPV 132 Cabo Verde; CRI 188 Costa Rica;
CUB 192 Cuba; CUW 531 Curaçao; CXR 162 Christmas Island; CYM 136 Cayman Islands; CYP 196 Cyprus;
CZE 203 Czechia; DEU 276 Germany; DJI 262 Djibouti; DMA 212 Dominica; DNK 208 Denmark;
DOM 214 Dominican Republic; DZA 12 Algeria; ECU 218 Ecuador; EGY 818 Egypt; ERI 232 Eritrea;
ESH 732 Western Sahara; ESP 724 Spain; EST 233 Estonia; ETH 231 Ethiopia; FIN 246 Finland; FJI 242 Fiji;
FLK 238 Falkland Islands (Malvinas); FRA 251 France; FRO 234 Faroe Islands; FSM 583 Micronesia;
GAB 266 Gabon; GBR 826 United Kingdom; GEO 268 Georgia; GGY 831 Guernsey; GHA 288 Ghana;
GIB 292 Gibraltar; GIN 324 Guinea; GMB 270 Gambia; GNB 624 Guinea-Bissau; GNQ 226 Equatorial Guinea;
GRC 300 Greece; GRD 308 Grenada; GRL 304 Greenland; GTM 320 Guatemala; GUM 316 Guam; GUY 328 Guyana;
HKG 344 Hong Kong; HMD 334 Heard Island and McDonald Islands; HND 340 Honduras; HRV 191 Croatia;
HTI 332 Haiti; HUN 348 Hungary; IDN 360 Indonesia; IMN 833 Isle of Man; IND 699 India;
IOT 86 British Indian Ocean Territory; IRL 372 Ireland; IRN 364 Iran; IRQ 368 Iraq; ISL 352 Iceland;
ISR 376 Israel; ITA 380 Italy; JAM 388 Jamaica; JEY 832 Jersey; JOR 400 Jordan; JPN 392 Japan;
KAZ 398 Kazakhstan; KEN 404 Kenya; KGZ 417 Kyrgyzstan; KHM 116 Cambodia; KIR 296 Kiribati;
KNA 659 Saint Kitts and Nevis; KOR 410 South Korea; KWT 414 Kuwait; LAO 418 Laos; LBN 422 Lebanon;
LBR 430 Liberia; LBY 434 Libya; LCA 662 Saint Lucia; LIE 438 Liechtenstein; LKA 144 Sri Lanka;
LSO 426 Lesotho; LTU 440 Lithuania; LUX 442 Luxembourg; LVA 428 Latvia; MAC 446 Macao;
MAF 663 Saint Martin; MAR 504 Morocco; MCO 492 Monaco; MDA 498 Moldova; MDG 450 Madagascar;
MDV 462 Maldives; MEX 484 Mexico; MHL 584 Marshall Islands; MKD 807 North Macedonia; MLI 466 Mali;
MLT 470 Malta; MMR 104 Myanmar; MNE 499 Montenegro; MNG 496 Mongolia; MNP 580 Northern Mariana Islands;
MOZ 508 Mozambique; MRT 478 Mauritania; MSR 500 Montserrat; MTQ 474 Martinique; MUS 480 Mauritius;
MWI 454 Malawi; MYS 458 Malaysia; NAM 516 Namibia; NCL 540 New Caledonia; NER 562 Niger;
NFK 574 Norfolk Island; NGA 566 Nigeria; NIC 558 Nicaragua; NIU 570 Niue; NLD 528 Netherlands;
NOR 579 Norway; NPL 524 Nepal; NRU 520 Nauru; NTZ 536 Neutral Zone; NZL 554 New Zealand; OMN 512 Oman;
PAK 586 Pakistan; PAN 591 Panama; PCN 612 Pitcairn; PER 604 Peru; PHL 608 Philippines; PLW 585 Palau;
PNG 598 Papua New Guinea; POL 616 Poland; PRI 630 Puerto Rico; PRK 408 North Korea; PRT 620 Portugal;
PRY 600 Paraguay; PSE 275 Palestine; PUS 849 US Pacific islands; PYF 258 French Polynesia; QAT 634 Qatar;
ROU 642 Romania; RUS 643 Russia; RWA 646 Rwanda; SAU 682 Saudi Arabia; SDN 729 Sudan; SEN 686 Senegal;
SGP 702 Singapore; SGS 239 South Georgia and the South Sandwich Islands; SHN 654 Saint Helena;
SJM 744 Svalbard and Jan Mayen Islands; SLB 90 Solomon Islands; SLE 694 Sierra Leone;
SLV 222 El Salvador; SMR 674 San Marino; SOM 706 Somalia; SPM 666 Saint Pierre and Miquelon;
SRB 688 Serbia; SSD 728 South Sudan; STP 678 Sao Tome and Principe; SUR 740 Suriname; SVK 703 Slovakia;
SVN 705 Slovenia; SWE 752 Sweden; SWZ 748 Eswatini; SXM 534 Saint Maarten; SYC 690 Seychelles;
SYR 760 Syria; TCA 796 Turks and Caicos Islands; TCD 148 Chad; TGO 768 Togo; THA 764 Thailand;
TJK 762 Tajikistan; TKL 772 Tokelau; TKM 795 Turkmenistan; TLS 626 Timor-Leste; TON 776 Tonga;
TTO 780 Trinidad and Tobago; TUN 788 Tunisia; TUR 792 Turkey; TUV 798 Tuvalu; TWN 158 Taiwan;
TZA 834 Tanzania; UGA 800 Uganda; UKR 804 Ukraine; UMI 581 United States Minor Outlying Islands;
URY 858 Uruguay; USA 842 United States; UZB 860 Uzbekistan; VAT 336 Holy See;
VCT 670 Saint Vincent and the Grenadines; VEN 862 Venezuela; VGB 92 British Virgin Islands;
VNM 704 Vietnam; VUT 548 Vanuatu; WLF 876 Wallis and Futuna; WSM 882 Samoa; YEM 887 Yemen;
ZAF 710 South Africa; ZMB 894 Zambia; ZWE 716 Zimbabwe
"""
# id, kind, m49, valid from, valid to, name
_OTHERS = """
WLD world 0 - - World; OTH residual - - - All other partners; NES490 residual 490 - - Other Asia, nes (as Iran reports)
NES899 residual 899 - - Areas, nes; NES837 residual 837 - - Bunkers; NES838 residual 838 - - Free zones
NES839 residual 839 - - Special categories; EU group 97 - - European Union; EAEU group - 2015 - Eurasian Economic Union
DEU_CHE group - - - Germany and Switzerland together; CSTO body - 2002 - Collective Security Treaty Organization
UN body - 1945 - United Nations; NATO body - 1949 - NATO; HEZBOLLAH body - - - Hezbollah (Lebanon)
HOUTHI body - - - Houthi movement (Yemen); HOR_LIBYA body - - - House of Representatives forces (Libya)
NORTHERN_ALLIANCE body - - - Northern Alliance (Afghanistan); UKR_REBELS body - - - Armed groups in eastern Ukraine
UNKNOWN residual - - - Unknown recipients; BLX country 58 - 1998 Belgium-Luxembourg; CSK country 200 - 1992 Czechoslovakia
SUN country 810 - 1991 Soviet Union; YUG country 890 - 1991 Yugoslavia; SCG country 891 1992 2005 Serbia and Montenegro
DDR country 278 - 1990 East Germany; YAR country 886 - 1990 Yemen Arab Republic; YMD country 720 - 1990 Democratic Yemen
ANT country 530 - 2010 Netherlands Antilles; SDN_2011 country 736 - 2011 Sudan before 2011; XKX country 412 - - Kosovo
MYT country 175 - - Mayotte; REU country 638 - - Réunion; GLP country 312 - - Guadeloupe; GUF country 254 - - French Guiana
VIR country 850 - - US Virgin Islands; CHI country 830 - - Channel Islands; MID country 488 - - Midway Islands
WAK country 872 - - Wake Island
"""
EU27 = frozenset(
    [
        "AUT",
        "BEL",
        "BGR",
        "CYP",
        "CZE",
        "DEU",
        "DNK",
        "ESP",
        "EST",
        "FIN",
        "FRA",
        "GRC",
        "HRV",
        "HUN",
        "IRL",
        "ITA",
        "LTU",
        "LUX",
        "LVA",
        "MLT",
        "NLD",
        "POL",
        "PRT",
        "ROU",
        "SVK",
        "SVN",
        "SWE",
    ]
)
# States on the Russian government's list of March 2022 (order 430-r, as amended) of those that joined in sanctions; from memory
SANCTIONERS = EU27 | frozenset(
    [
        "USA",
        "GBR",
        "CAN",
        "JPN",
        "KOR",
        "AUS",
        "NZL",
        "CHE",
        "NOR",
        "ISL",
        "LIE",
        "TWN",
        "SGP",
        "ALB",
        "MNE",
        "MKD",
        "MCO",
        "SMR",
        "AND",
        "UKR",
        "BHS",
        "FSM",
    ]
)
# Comtrade's partner codes that are no country; 490 is decided by the reporter
NEVER_RANKED_M49 = frozenset(
    (
        0,
        97,
        837,
        838,
        839,
        899,
        472,
        471,
        129,
        221,
        697,
        492,
        473,
        536,
        637,
        290,
        527,
        577,
        568,
        636,
        879,
        975,
    )
)
# The Harmonised System's chapters, in our short words
HS_CHAPTERS = {
    "01": "Live animals",
    "02": "Meat",
    "03": "Fish",
    "04": "Dairy, eggs, honey",
    "05": "Animal products",
    "06": "Plants, flowers",
    "07": "Vegetables",
    "08": "Fruit, nuts",
    "09": "Coffee, tea, spices",
    "10": "Cereals",
    "11": "Milling products",
    "12": "Oil seeds",
    "13": "Gums, resins",
    "14": "Plaiting materials",
    "15": "Fats and oils",
    "16": "Meat and fish preparations",
    "17": "Sugar",
    "18": "Cocoa",
    "19": "Cereal preparations",
    "20": "Vegetable preparations",
    "21": "Other food",
    "22": "Beverages",
    "23": "Feed, food residues",
    "24": "Tobacco",
    "25": "Salt, stone, cement",
    "26": "Ores",
    "27": "Mineral fuels",
    "28": "Inorganic chemicals",
    "29": "Organic chemicals",
    "30": "Pharmaceuticals",
    "31": "Fertilisers",
    "32": "Dyes, paints",
    "33": "Cosmetics",
    "34": "Soap, waxes",
    "35": "Starches, glues",
    "36": "Explosives",
    "37": "Photographic goods",
    "38": "Other chemicals",
    "39": "Plastics",
    "40": "Rubber",
    "41": "Hides",
    "42": "Leather goods",
    "43": "Furs",
    "44": "Wood",
    "45": "Cork",
    "46": "Basketware",
    "47": "Pulp",
    "48": "Paper",
    "49": "Printed matter",
    "50": "Silk",
    "51": "Wool",
    "52": "Cotton",
    "53": "Other plant fibres",
    "54": "Filaments",
    "55": "Staple fibres",
    "56": "Felt, ropes",
    "57": "Carpets",
    "58": "Special fabrics",
    "59": "Coated fabrics",
    "60": "Knitted fabrics",
    "61": "Knitted clothing",
    "62": "Other clothing",
    "63": "Other textiles",
    "64": "Footwear",
    "65": "Headgear",
    "66": "Umbrellas",
    "67": "Feathers, wigs",
    "68": "Stone and cement goods",
    "69": "Ceramics",
    "70": "Glass",
    "71": "Precious stones and metals",
    "72": "Iron and steel",
    "73": "Iron and steel goods",
    "74": "Copper",
    "75": "Nickel",
    "76": "Aluminium",
    "78": "Lead",
    "79": "Zinc",
    "80": "Tin",
    "81": "Other base metals",
    "82": "Tools",
    "83": "Metal goods",
    "84": "Machinery",
    "85": "Electrical machinery",
    "86": "Railway stock",
    "87": "Vehicles",
    "88": "Aircraft",
    "89": "Ships",
    "90": "Instruments",
    "91": "Clocks",
    "92": "Musical instruments",
    "93": "Arms",
    "94": "Furniture",
    "95": "Toys",
    "96": "Various goods",
    "97": "Art",
    "99": "Not specified",
}


@dataclass(frozen=True, kw_only=True)
class Country:
    """One row of `countries`; `kind` is country, group, world, residual or body, and only countries are ranked."""

    id: str
    name: str
    kind: str = "country"
    m49: int | None = None
    valid_from: int | None = None
    valid_to: int | None = None

    @property
    def iso3(self) -> str | None:
        """ISO 3166 alpha-3, or None for what is not in ISO 3166 today."""
        return self.id if self.kind == "country" and len(self.id) == 3 and not self.valid_to else None


def _int(text: str) -> int | None:
    return None if text == "-" else int(text)


def _parse() -> dict[str, Country]:
    out = {}
    for entry in _COUNTRIES.replace("\n", " ").split(";"):
        code, m49, name = entry.strip().split(" ", 2)
        out[code] = Country(id=code, name=name, m49=int(m49))
    for entry in _OTHERS.strip().replace("\n", ";").split(";"):
        code, kind, m49, start, end, name = entry.strip().split(" ", 5)
        out[code] = Country(id=code, name=name, kind=kind, m49=_int(m49), valid_from=_int(start), valid_to=_int(end))
    return out


COUNTRIES: dict[str, Country] = _parse()
RANKED = frozenset(c.id for c in COUNTRIES.values() if c.kind == "country")
_BY_M49 = {c.m49: c.id for c in COUNTRIES.values() if c.m49 is not None and c.kind == "country"}
# codes of one country beside the one Comtrade's reporters have today: 250 is France without its overseas parts
_BY_M49 |= {250: "FRA", 578: "NOR", 756: "CHE", 840: "USA", 841: "USA", 356: "IND", 280: "DEU", 230: "ETH"}
# three-letter codes of the IMF that are not ISO's
_IMF = {"KOS": "XKX", "WBG": "PSE"}
_RESIDUAL = {0: "WLD", 97: "EU", 837: "NES837", 838: "NES838", 839: "NES839", 899: "NES899"}


def from_m49(code: int, reporter: int | None = None) -> str:
    """Id of UN Comtrade's partner `code`; residual groups other than named ones become OTH.

    490 is Taiwan unless the `reporter` is Iran (364). Raises UnknownCode for a number no list of ours has.
    """
    if code == 490:
        return "NES490" if reporter == 364 else "TWN"
    if code in _RESIDUAL:
        return _RESIDUAL[code]
    if code in NEVER_RANKED_M49:
        return "OTH"
    if code in _BY_M49:
        return _BY_M49[code]
    raise UnknownCode(f"partner code {code} stands in none of our lists")


def from_iso3(code: str) -> str:
    """The country of ours with this code (ISO's, or the IMF's for Kosovo and Palestine); UnknownCode otherwise."""
    code = _IMF.get(code, code)
    if code in COUNTRIES and COUNTRIES[code].kind == "country":
        return code
    raise UnknownCode(f"country code {code!r} stands in none of our lists")
