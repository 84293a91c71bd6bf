"""What a score of CVSS 2.0, 3.0 or 3.1 consists of; the names of metrics and of their values are those that `cvss` knows."""

from collections.abc import Iterator
from types import ModuleType
from typing import Annotated, Any

from cvss import CVSS2, CVSS3, constants2, constants3
from cvss.exceptions import CVSSError
from pydantic import AfterValidator

Score = dict[str, Any]
Metrics = dict[str, tuple[str, dict[str, str]]]
READERS: dict[str, type[Any]] = {"2.0": CVSS2, "3.0": CVSS3, "3.1": CVSS3}
_KINDS = ("base", "temporal", "environmental")
_SEVERITIES = {"NONE", "LOW", "MEDIUM", "HIGH", "CRITICAL"}
_HIGHEST = 10


def _metrics(constants: ModuleType) -> Metrics:
    """Return the metrics by their names in JSON: each one's name in vectors, and the letters there of the values that JSON has."""
    shorts, names = constants.METRICS_ABBREVIATIONS_JSON, constants.METRICS_VALUE_NAMES
    return {shorts[short]: (short, {_json(name): letter for letter, name in values.items()}) for short, values in names.items()}


def _json(name: str) -> str:
    return "ADJACENT_NETWORK" if name == "Adjacent" else name.upper().replace("-", "_").replace(" ", "_")


_METRICS_2, _METRICS_3 = _metrics(constants2), _metrics(constants3)
METRICS: dict[str, Metrics] = {"2.0": _METRICS_2, "3.0": _METRICS_3, "3.1": _METRICS_3}


def _wrong(score: Score, versions: tuple[str, ...], needed: tuple[str, ...]) -> Iterator[str]:
    yield from (f"{name} is missing" for name in ("version", "vectorString", *needed) if name not in score)
    version, vector = score.get("version"), score.get("vectorString")
    if version not in versions:
        yield f"version: {' or '.join(versions)} is expected"
    elif vector is not None:
        yield from _wrong_vector(str(version), vector)
    for name in (f"{kind}Score" for kind in _KINDS):
        if name in score and not _is_number(score[name]):
            yield f"{name}: a number from 0 to {_HIGHEST} is expected"
    for name, known in _words(versions[0]).items():
        if name in score and score[name] not in known:
            yield f"{name}: {score[name]!r} is none of {', '.join(sorted(known))}"


def _wrong_vector(version: str, vector: Any) -> Iterator[str]:
    start = "" if version == "2.0" else f"CVSS:{version}/"
    if not isinstance(vector, str) or not vector.startswith(start):
        yield f"vectorString: a text is expected that starts with {start!r}"
        return
    try:
        READERS[version](vector)
    except CVSSError as error:
        yield f"vectorString: {error}"


def _words(version: str) -> dict[str, set[str]]:
    """Return the words that each field may have."""
    severities = {} if version == "2.0" else {f"{kind}Severity": _SEVERITIES for kind in _KINDS}
    return severities | {name: set(values) for name, (_short, values) in METRICS[version].items()}


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= _HIGHEST


def _like(versions: tuple[str, ...], needed: tuple[str, ...]) -> AfterValidator:
    def check(score: Score) -> Score:
        if wrong := next(_wrong(score, versions, needed), ""):
            raise ValueError(wrong)
        return score

    return AfterValidator(check)


Cvss2 = Annotated[Score, _like(("2.0",), ("baseScore",))]
Cvss3 = Annotated[Score, _like(("3.0", "3.1"), ("baseScore", "baseSeverity"))]
