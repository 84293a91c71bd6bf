"""Mandatory tests of words that others define: weaknesses, languages, categories."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from language_tags import tags

from monproduit.services.csaf.document import Document

PROFILES = ("csaf_security_incident_response", "csaf_informational_advisory", "csaf_security_advisory", "csaf_vex")
_RESERVED = {re.sub(r"[-\s_]", "", name.removeprefix("csaf_")) for name in PROFILES} | {re.sub(r"[-\s_]", "", name) for name in PROFILES}


def known_weaknesses(document: Document) -> Iterator[str]:
    """6.1.11: a CWE exists and has its name; those newer than our list are believed."""
    names = _weaknesses()
    for vulnerability in document.vulnerabilities:
        if cwe := vulnerability.get("cwe"):
            number = int(cwe["id"].removeprefix("CWE-"))
            if number <= max(names) and names.get(number) != cwe["name"]:
                yield f"{cwe['id']} is not {cwe['name']!r}, but {names[number]!r}" if number in names else f"there is no {cwe['id']}"


def known_languages(document: Document) -> Iterator[str]:
    """6.1.12: languages exist."""
    for name in ("lang", "source_lang"):
        language = document.head.get(name)
        if language and not tags.check(language):
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


@cache
def _weaknesses() -> dict[int, str]:
    lines = (Path(__file__).parent / "standard" / "cwe-4.14.tsv").read_text("utf-8").splitlines()
    return {int(number): name for number, name in (line.split("\t") for line in lines)}
