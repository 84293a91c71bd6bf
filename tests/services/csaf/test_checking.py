"""Each mandatory test of the standard refuses what it is there for, by its number, and lets the sound advisory pass."""

from typing import Any

import pytest

from monproduit.services.csaf.checking import MANDATORY, check
from tests.services.csaf.documents import Document, advisory

_V = "vulnerabilities__0__"
_T = "document__tracking__"
_VERSION = "product_tree__branches__0__branches__0__branches__1__"
_HISTORY = [{"date": f"2026-11-{day}T09:00:00Z", "summary": "…"} for day in (19, 20)]
_SCORE = advisory()["vulnerabilities"][0]["scores"][0]
_NAMED = {"product_id": "X", "name": "X"}
_GROUP = {"group_id": "G", "product_ids": ["OLD", "NEW"]}
_FLAG = {"label": "component_not_present", "product_ids": ["NEW"]}
_CVSS = _V + "scores__0__cvss_v3__"
_V2 = {"version": "2.0", "vectorString": "AV:N/AC:L/Au:N/C:C/I:C/A:C", "baseScore": 10.0}
_HASH = {"algorithm": "sha256", "value": "0" * 64}


def _numbered(one: str, other: str) -> list[dict[str, str]]:
    return [{**_HISTORY[0], "number": one}, {**_HISTORY[1], "number": other}]


def _vex(**changes: Any) -> Document:
    return advisory(document__category="csaf_vex", **changes)


def _informing(**changes: Any) -> Document:
    return advisory(document__category="csaf_informational_advisory", vulnerabilities=None, **changes)


def _helped(**helper: Any) -> Document:
    return advisory(product_tree__full_product_names=[{**_NAMED, "product_identification_helper": helper}])


_BROKEN: dict[str, Document] = {
    "6.1.1": advisory(**{_V + "product_status__fixed": ["GONE"]}),
    "6.1.2": advisory(product_tree__full_product_names=[{"product_id": "OLD", "name": "Vigie"}]),
    "6.1.3": advisory(
        product_tree__relationships=[
            {"category": "installed_on", "full_product_name": _NAMED, "product_reference": "X", "relates_to_product_reference": "OLD"}
        ]
    ),
    "6.1.4": advisory(**{_V + "threats": [{"category": "impact", "details": "…", "group_ids": ["G"]}]}),
    "6.1.5": advisory(product_tree__product_groups=[_GROUP, _GROUP | {"product_ids": ["NEW", "OLD"]}]),
    "6.1.6": advisory(**{_V + "product_status__fixed": ["NEW", "OLD"]}),
    "6.1.7": advisory(**{_V + "scores": [_SCORE, {**_SCORE, "products": ["OLD", "NEW"]}]}),
    "6.1.8": advisory(**{_CVSS + "baseSeverity": None}),
    "6.1.9": advisory(**{_CVSS + "baseScore": 9.9}),
    "6.1.10": advisory(**{_CVSS + "attackVector": "LOCAL"}),
    "6.1.11": advisory(**{_V + "cwe__name": "Improper Input Validation"}),
    "6.1.12": advisory(document__lang="EZ"),
    "6.1.13": _helped(purl="pkg:maven/@1.3.4"),
    "6.1.14": advisory(**{_T + "revision_history": _numbered("2", "1")}),
    "6.1.15": advisory(document__publisher__category="translator"),
    "6.1.16": advisory(**{_T + "version": "1"}),
    "6.1.17": advisory(**{_T + "version": "0.9.5"}),
    "6.1.18": advisory(**{_T + "revision_history": _numbered("0", "1")}),
    "6.1.19": advisory(**{_T + "revision_history": _numbered("1.0.0-rc", "1.0.0")}),
    "6.1.20": advisory(**{_T + "version": "2.0.0-alpha"}),
    "6.1.21": advisory(**{_T + "revision_history": _numbered("1", "3")}),
    "6.1.22": advisory(**{_T + "revision_history": _numbered("2", "2")}),
    "6.1.23": advisory(vulnerabilities=advisory()["vulnerabilities"] * 2),
    "6.1.24": advisory(**{_V + "involvements": [{"party": "vendor", "status": status} for status in ("completed", "in_progress")]}),
    "6.1.25": _helped(hashes=[{"filename": "vigie.zip", "file_hashes": [_HASH, {**_HASH, "value": "1" * 64}]}]),
    "6.1.26": advisory(document__category="Security Advisory"),
    "6.1.27.1": _informing(document__notes=[{"category": "legal_disclaimer", "text": "…"}]),
    "6.1.27.2": _informing(),
    "6.1.27.3": advisory(document__category="csaf_informational_advisory"),
    "6.1.27.4": advisory(product_tree=None),
    "6.1.27.5": advisory(**{_V + "notes": None}),
    "6.1.27.6": advisory(**{_V + "product_status": None}),
    "6.1.27.7": _vex(**{_V + "product_status": {"recommended": ["NEW"]}}),
    "6.1.27.8": _vex(**{_V + "cve": None}),
    "6.1.27.9": _vex(**{_V + "product_status__fixed": None, _V + "product_status__known_not_affected": ["NEW"]}),
    "6.1.27.10": _vex(**{_V + "remediations": None}),
    "6.1.27.11": advisory(vulnerabilities=None),
    "6.1.28": advisory(document__source_lang="fr"),
    "6.1.29": advisory(**{_V + "remediations__0__product_ids": None}),
    "6.1.30": advisory(**{_T + "revision_history": _numbered("1.0.0", "2")}),
    "6.1.31": advisory(**{_VERSION + "name": "7.2.1 and later"}),
    "6.1.32": advisory(**{_V + "flags": [{"label": "component_not_present"}]}),
    "6.1.33": advisory(**{_V + "flags": [_FLAG, {**_FLAG, "label": "vulnerable_code_not_present"}]}),
}


def test_a_sound_advisory_has_nothing_wrong() -> None:
    assert check(advisory()) == []


def test_every_mandatory_test_is_tried_here() -> None:
    assert set(_BROKEN) == {*MANDATORY, "6.1.8"}


@pytest.mark.parametrize("number", _BROKEN)
def test_what_breaks_a_mandatory_test_is_refused_with_its_number(number: str) -> None:
    assert f"CSAF 2.0, {number}" in {one.test for one in check(_BROKEN[number])}


@pytest.mark.parametrize(
    "document",
    [
        _vex(
            **{
                _V + "product_status__known_not_affected": ["X"],
                "product_tree__full_product_names": [_NAMED],
                _V + "flags": [{**_FLAG, "product_ids": ["X"]}],
            }
        ),
        advisory(**{_T + "revision_history": _numbered("1.0.0", "1.1.0"), _T + "version": "1.1.0+build.7"}),
        advisory(**{_T + "status": "interim"}),
        advisory(**{_VERSION + "name": "after-eight"}),
        advisory(**{_V + "cwe": {"id": "CWE-99999", "name": "Newer than the list"}}),
        advisory(**{_V + "cwe": {"id": "CWE-28", "name": "Path Traversal: '..\\filedir'"}}),
        advisory(**{_V + "cwe": {"id": "CWE-443", "name": "DEPRECATED: HTTP response splitting"}}),
        advisory(**{_CVSS + "modifiedAttackVector": "NOT_DEFINED", _CVSS + "modifiedScope": "UNCHANGED"}),
        advisory(**{_CVSS + "exploitCodeMaturity": "UNPROVEN", _CVSS + "temporalScore": 9.0, _CVSS + "temporalSeverity": "CRITICAL"}),
        advisory(**{_V + "scores__0__cvss_v2": {**_V2, "targetDistribution": "NONE", "environmentalScore": 0}}),
        advisory(**{_V + "scores__0__cvss_v2": {**_V2, "temporalScore": 10.0}}),
        *(advisory(document__lang=language) for language in ("qtx", "en-QM", "en-XP", "en-Qabc", "x-vigie", "fr-Latn", "de-CH-1996", "i-klingon")),
        _helped(purl="pkg:generic/editeur/vigie@7.2.1", hashes=[{"filename": "vigie.zip", "file_hashes": [_HASH]}]),
    ],
)
def test_what_is_near_to_it_is_let_pass(document: Document) -> None:
    assert check(document) == []


@pytest.mark.parametrize(
    ("number", "document", "words"),
    [
        ("6.1.9", advisory(**{_CVSS + "temporalScore": 8.9}), "temporalScore is 8.9, and should be 9.8"),
        ("6.1.9", advisory(**{_CVSS + "exploitCodeMaturity": "UNPROVEN", _CVSS + "temporalScore": 9.8}), "temporalScore is 9.8, and should be 9.0"),
        ("6.1.9", advisory(**{_V + "scores__0__cvss_v2": {**_V2, "baseScore": 9}}), "baseScore is 9, and should be 10.0"),
        ("6.1.11", advisory(**{_V + "cwe": {"id": "CWE-16", "name": "Configuration"}}), "there is no weakness CWE-16"),
        ("6.1.12", advisory(document__source_lang="xx"), "source_lang: there is no language 'xx'"),
        ("6.1.12", advisory(document__lang="fr-FR-BE"), "lang: there is no language 'fr-FR-BE'"),
    ],
)
def test_what_is_wrong_is_said_in_plain_words(number: str, document: Document, words: str) -> None:
    assert [(one.test, one.message.endswith(words)) for one in check(document)] == [(f"CSAF 2.0, {number}", True)]


@pytest.mark.parametrize("broken", [{}, [], advisory(document__title=None), advisory(document__tracking__current_release_date="yesterday")])
def test_what_breaks_the_schema_is_tested_no_further(broken: Any) -> None:
    assert {one.test for one in check(broken)} == {"CSAF 2.0, schema"}
