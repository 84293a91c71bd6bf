"""Mandatory tests of scores; that they follow their schema is the schema's own test."""

from collections.abc import Iterator
from typing import Any

from cvss import CVSS2, CVSS3
from cvss.exceptions import CVSSError

from monproduit.services.csaf.document import Document, Item

_COMPUTED = ("Score", "Severity")
_READERS: dict[str, type[Any]] = {"cvss_v2": CVSS2, "cvss_v3": CVSS3}


def one_score(document: Document) -> Iterator[str]:
    """6.1.7: no product has two scores of one version of CVSS for the same weakness."""
    for vulnerability in document.vulnerabilities:
        seen = set[tuple[str, str]]()
        for score in vulnerability.get("scores", []):
            for name in _READERS.keys() & score.keys():
                version = score[name]["version"]
                for product in score["products"]:
                    if (product, version) in seen:
                        yield f"the product {product} has two scores of CVSS {version}"
                    seen.add((product, version))


def right_scores(document: Document) -> Iterator[str]:
    """6.1.9: scores and severities are what their vectors make."""
    for given, computed in _pairs(document):
        for name in given.keys() & computed.keys():
            if name.endswith(_COMPUTED) and given[name] != computed[name]:
                yield f"{given['vectorString']}: {name} is {given[name]}, and should be {computed[name]}"


def consistent_scores(document: Document) -> Iterator[str]:
    """6.1.10: properties say what the vector says."""
    for given, computed in _pairs(document):
        for name in given.keys() & computed.keys():
            if not name.endswith(_COMPUTED) and given[name] != computed[name]:
                yield f"{given['vectorString']}: {name} is {given[name]}, and should be {computed[name]}"


def worst(vulnerability: Item) -> float:
    """Return the highest base score of a weakness, or 0 without any."""
    scores = [score[name]["baseScore"] for score in vulnerability.get("scores", []) for name in _READERS.keys() & score.keys()]
    return max(scores, default=0.0)


def _pairs(document: Document) -> Iterator[tuple[Item, Item]]:
    """Yield each score as it is given, and as its vector makes it; one whose vector says nothing is not computed."""
    for vulnerability in document.vulnerabilities:
        for score in vulnerability.get("scores", []):
            for name in _READERS.keys() & score.keys():
                given = score[name]
                try:
                    yield given, _computed(name, given)
                except CVSSError as error:
                    yield given, {"vectorString": str(error)}


def _computed(name: str, given: Item) -> Item:
    read = _READERS[name](given["vectorString"])
    base, temporal, environmental = read.scores()
    made = dict(read.as_json())
    if name == "cvss_v2":
        return made | {
            "temporalScore": base if temporal is None else temporal,
            "environmentalScore": base if environmental is None else environmental,
        }
    stated = {f"modified{name[:1].upper()}{name[1:]}" for name in made}
    return {name: value for name, value in made.items() if name not in stated or given.get(name) != "NOT_DEFINED"}
