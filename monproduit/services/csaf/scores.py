"""Mandatory tests of scores; that they follow their schema is the schema's own test."""

from collections.abc import Iterator

from monproduit.services.csaf.document import Document, Item
from monproduit.services.csaf.schema.cvss import METRICS, READERS

_COMPUTED = ("Score", "Severity")
_NAMES = {"cvss_v2", "cvss_v3"}


def one_score(document: Document) -> Iterator[str]:
    """6.1.7: no product has two scores of one version of CVSS for the same weakness."""
    for vulnerability in document.vulnerabilities:
        seen = set[tuple[str, str]]()
        for score in vulnerability.get("scores", []):
            for name in _NAMES & score.keys():
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
    scores = [score[name]["baseScore"] for score in vulnerability.get("scores", []) for name in _NAMES & score.keys()]
    return max(scores, default=0.0)


def _pairs(document: Document) -> Iterator[tuple[Item, Item]]:
    """Yield each score as it is given, and as its vector makes it."""
    for vulnerability in document.vulnerabilities:
        for score in vulnerability.get("scores", []):
            yield from ((score[name], _computed(score[name])) for name in _NAMES & score.keys())


def _computed(given: Item) -> Item:
    """Return what a vector makes, with the metrics that only fields state; a modified one that is not defined is what it modifies."""
    read = READERS[given["version"]](_whole_vector(given))
    made = dict(read.as_json()) | {"vectorString": given["vectorString"]}
    if given["version"] == "2.0":
        base, *others = read.scores()
        return made | {name: base if score is None else score for name, score in zip(("temporalScore", "environmentalScore"), others, strict=True)}
    modified = {f"modified{name[:1].upper()}{name[1:]}" for name in made}
    return {name: value for name, value in made.items() if name not in modified or given.get(name) != "NOT_DEFINED"}


def _whole_vector(given: Item) -> str:
    vector = str(given["vectorString"])
    stated = {part.partition(":")[0] for part in vector.split("/")}
    metrics = METRICS[given["version"]]
    added = [f"{short}:{letters[given[name]]}" for name, (short, letters) in metrics.items() if name in given and short not in stated]
    return "/".join([vector, *added])
