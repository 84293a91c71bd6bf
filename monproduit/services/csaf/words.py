"""Mandatory tests of words that others define: weaknesses, languages, categories."""

import csv
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from cwe2.mappings import helpful_view
from language_tags import tags

from monproduit.services.csaf.document import Document

PROFILES = ("csaf_security_incident_response", "csaf_informational_advisory", "csaf_security_advisory", "csaf_vex")
_RESERVED = {re.sub(r"[-\s_]", "", name.removeprefix("csaf_")) for name in PROFILES} | {re.sub(r"[-\s_]", "", name) for name in PROFILES}

_PRIVATE_LANGUAGE, _PRIVATE_SCRIPT, _PRIVATE_REGION = (
    re.compile(r"^q[a-t][a-z]$"),
    re.compile(r"^qa(a[a-z]|b[a-x])$"),
    re.compile(r"^(q[m-z]|x[a-z])$"),
)


def known_weaknesses(document: Document) -> Iterator[str]:
    """6.1.11: a CWE exists and has its name; those newer than the list of `cwe2`, CWE 4.14, are believed."""
    for weakness in [one["cwe"] for one in document.vulnerabilities if "cwe" in one]:
        names, number = _weaknesses(), int(weakness["id"].removeprefix("CWE-"))
        if number not in names and number <= max(names):
            yield f"there is no weakness {weakness['id']}"
        elif number in names and names[number] != weakness["name"].replace("\\", ""):
            yield f"{weakness['id']} is not {weakness['name']!r}, but {names[number]!r}"


def known_languages(document: Document) -> Iterator[str]:
    """6.1.12: languages exist: the registry of IANA has their parts, or leaves these to private use."""
    for name in ("lang", "source_lang"):
        language = document.head.get(name)
        if language and not _is_known(language):
            yield f"{name}: there is no language {language!r}"


def allowed_category(document: Document) -> Iterator[str]:
    """6.1.26: a category of one's own is not like the name of a profile."""
    category = document.category.lower()
    if document.category in {*PROFILES, "csaf_base"}:
        return
    if category.startswith("csaf_") or re.sub(r"[-\s_]", "", category) in _RESERVED:
        yield f"the category {document.category!r} is reserved"


def translated_from(document: Document) -> Iterator[str]:
    """6.1.15: a translator names the language translated from."""
    if document.head["publisher"]["category"] == "translator" and not document.head.get("source_lang"):
        yield "source_lang is missing"


def translated_to(document: Document) -> Iterator[str]:
    """6.1.28: a translation is in another language."""
    language = document.head.get("lang")
    if language and language == document.head.get("source_lang"):
        yield f"lang and source_lang are both {language!r}"


def _is_known(language: str) -> bool:
    """Tell whether a language is registered; what is deprecated or says too much is still one."""
    first, *others = language.lower().split("-")
    if first == "x":
        return bool(others)
    others = [_PRIVATE_SCRIPT.sub("latn", _PRIVATE_REGION.sub("fr", one)) for one in others]
    tag = tags.tag("-".join([_PRIVATE_LANGUAGE.sub("en", first), *others]))
    return all(error.code in {tag.ERR_DEPRECATED, tag.ERR_SUBTAG_DEPRECATED, tag.ERR_SUPPRESS_SCRIPT} for error in tag.errors)


@cache
def _weaknesses() -> dict[int, str]:
    """Return the names of all weaknesses by their numbers, without the backslashes that the list leaves out."""
    with Path(helpful_view["cwe_comprehensive_view"]["csv_file"]).open(encoding="utf-8", newline="") as stream:
        return {int(row["CWE-ID"]): row["Name"] for row in csv.DictReader(stream)}
