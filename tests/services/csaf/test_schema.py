"""What breaks the schema is told with its JSON path, in plain words."""

import json
from typing import Any

import pytest

from monproduit.services.csaf.checking import check
from tests.services.csaf.documents import Document, advisory

_V = "vulnerabilities__0__"
_TREE = "product_tree__branches__0__"
_CVSS = _V + "scores__0__cvss_v3"
_VECTOR = "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H"
_V2 = {"version": "2.0", "vectorString": "AV:N/AC:L/Au:N/C:C/I:C/A:C", "baseScore": 10.0}


def _helped(**helper: Any) -> Document:
    return advisory(product_tree__full_product_names=[{"product_id": "X", "name": "X", "product_identification_helper": helper}])


def _deep() -> Document:
    made: dict[str, Any] = {"category": "legacy", "name": "x", "product": {"product_id": "X", "name": "X"}}
    for _step in range(400):
        made = {"category": "legacy", "name": "x", "branches": [made]}
    return advisory(product_tree__branches=[made])


@pytest.mark.parametrize(
    ("document", "where", "words"),
    [
        ([], "$", "an object is expected"),
        ({}, "$.document", "it is missing"),
        (advisory(document__csaf_version="2.1"), "$.document.csaf_version", "'2.0' is expected"),
        (advisory(document__title=""), "$.document.title", "it is empty"),
        (advisory(document__title=7), "$.document.title", "a text is expected"),
        (advisory(document__category=" security"), "$.document.category", "' security' is not a category without spaces, dashes and dots around it"),
        (advisory(document__lang="fr_FR"), "$.document.lang", "'fr_FR' is not a language like fr or en-GB"),
        (advisory(document__notes=[]), "$.document.notes", "at least 1 are expected, not 0"),
        (advisory(document__notes={}), "$.document.notes", "a list is expected"),
        (advisory(document__distribution={}), "$.document.distribution", "it is empty"),
        (
            advisory(document__publisher__namespace="editeur"),
            "$.document.publisher.namespace",
            "'editeur' is not an address like https://example.com/",
        ),
        (advisory(document__tracking__version="2.0"), "$.document.tracking.version", "'2.0' is not a version like 3 or 1.4.0"),
        (
            advisory(document__tracking__revision_history__1__date="yesterday"),
            "$.document.tracking.revision_history[1].date",
            "'yesterday' is not a date and time like 2027-03-14T23:59:59Z",
        ),
        (advisory(**{_TREE + "summary": "…"}), "$.product_tree.branches[0]", "a branch has a category, a name, and either branches or a product"),
        (advisory(**{_TREE + "category": "maker"}), "$.product_tree.branches[0].category", "'vendor' is expected"),
        (
            _helped(cpe="cpe:2.3:a:editeur"),
            "$.product_tree.full_product_names[0].product_identification_helper.cpe",
            "'cpe:2.3:a:editeur' is not a CPE",
        ),
        (_helped(purl="vigie@7"), "$.product_tree.full_product_names[0].product_identification_helper.purl", "'vigie@7' is not"),
        (_helped(), "$.product_tree.full_product_names[0].product_identification_helper", "it is empty"),
        (advisory(**{_V + "cve": "2026-12345"}), "$.vulnerabilities[0].cve", "'2026-12345' is not a CVE like CVE-2026-12345"),
        (advisory(**{_V + "cwe__id": "94"}), "$.vulnerabilities[0].cwe.id", "'94' is not a CWE like CWE-79"),
        (advisory(**{_V + "product_status__fixed": ["NEW", "NEW"]}), "$.vulnerabilities[0].product_status.fixed", "something stands in it twice"),
        (advisory(**{_V + "scores": [{"products": ["OLD"]}]}), "$.vulnerabilities[0].scores[0]", "a score has products, and cvss_v2 or cvss_v3"),
        (_deep(), "$.product_tree.branches[0]", "too much stands inside of it"),
    ],
)
def test_each_fault_of_the_schema_has_a_place_and_a_reason(document: Any, where: str, words: str) -> None:
    (failure,) = check(document)
    assert failure.test == "CSAF 2.0, schema"
    assert failure.where.startswith(where)
    assert words in failure.message


def test_a_field_that_is_null_is_no_field_left_out() -> None:
    document = advisory()
    document["document"]["lang"] = None
    assert [(one.where, one.message) for one in check(document)] == [("$.document.lang", "a text is expected")]


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({_CVSS: {**_V2, "version": "2.0"}}, "baseSeverity is missing"),
        ({_CVSS + "__version": "4.0"}, "version: 3.0 or 3.1 is expected"),
        ({_CVSS + "__version": "3.0"}, "vectorString: a text is expected that starts with 'CVSS:3.0/'"),
        ({_CVSS + "__vectorString": "CVSS:3.1/AV:N"}, "vectorString: "),
        ({_CVSS + "__vectorString": 7}, "vectorString: a text is expected"),
        ({_CVSS + "__baseScore": 11}, "baseScore: a number from 0 to 10 is expected"),
        ({_CVSS + "__baseScore": True}, "baseScore: a number from 0 to 10 is expected"),
        ({_CVSS + "__attackVector": "ADJACENT"}, "attackVector: 'ADJACENT' is none of ADJACENT_NETWORK, LOCAL, NETWORK, PHYSICAL"),
        ({_CVSS + "__baseSeverity": "SEVERE"}, "baseSeverity: 'SEVERE' is none of CRITICAL, HIGH, LOW, MEDIUM, NONE"),
        ({_V + "scores__0__cvss_v2": {**_V2, "vectorString": "AV:N"}}, "vectorString: "),
        ({_V + "scores__0__cvss_v2": {**_V2, "accessVector": "PHYSICAL"}}, "accessVector: 'PHYSICAL' is none of"),
    ],
)
def test_a_score_that_is_none_breaks_the_test_of_scores(changes: dict[str, Any], words: str) -> None:
    (failure,) = check(advisory(**changes))
    assert failure.test == "CSAF 2.0, 6.1.8"
    assert failure.where.startswith("$.vulnerabilities[0].scores[0].cvss_v")
    assert failure.message.startswith(words)


@pytest.mark.parametrize(
    "document",
    [
        advisory(document__x_ours={"is": "let stand"}),
        advisory(document__tracking__current_release_date="2026-11-20t09:00:00.5z"),
        advisory(document__tracking__revision_history__1__date="2026-11-20T08:59:60+00:00"),
        advisory(**{_V + "scores__0__cvss_v2": _V2}),
        _helped(cpe=r"cpe:2.3:a:editeur:vigie\+pro:7.*:*:*:*:*:*:*:*"),
        _helped(cpe="cpe:/a:editeur:vigie:7.1"),
        _helped(model_numbers=["V-7?"], sbom_urls=["https://editeur.example/v%207.json"], purl="pkg:generic/editeur/vigie@7.1?arch=x86"),
    ],
)
def test_what_the_standard_lets_stand_stands(document: Document) -> None:
    assert check(json.loads(json.dumps(document))) == []
