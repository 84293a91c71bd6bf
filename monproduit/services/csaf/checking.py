"""Whether an advisory is one: by the schema, and by the mandatory tests of section 6.1 of the standard."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from monproduit.services.csaf import history, products, profiles, scores, words
from monproduit.services.csaf.document import Document
from monproduit.services.csaf.schema.advisory import SCHEMA
from monproduit.services.json_schema import failures

MANDATORY: dict[str, Callable[[Document], Iterator[str]]] = {
    "6.1.1": products.defined_products,
    "6.1.2": products.products_once,
    "6.1.3": products.no_circles,
    "6.1.4": products.defined_groups,
    "6.1.5": products.groups_once,
    "6.1.6": products.one_status,
    "6.1.7": scores.one_score,
    "6.1.9": scores.right_scores,
    "6.1.10": scores.consistent_scores,
    "6.1.11": words.known_weaknesses,
    "6.1.12": words.known_languages,
    "6.1.13": products.valid_purls,
    "6.1.14": history.sorted_history,
    "6.1.15": words.translated_from,
    "6.1.16": history.latest_version,
    "6.1.17": history.draft_status,
    "6.1.18": history.released_history,
    "6.1.19": history.no_prereleases,
    "6.1.20": history.released_version,
    "6.1.21": history.complete_history,
    "6.1.22": history.revisions_once,
    "6.1.23": profiles.cves_once,
    "6.1.24": profiles.involvements_once,
    "6.1.25": products.hashes_once,
    "6.1.26": words.allowed_category,
    "6.1.27.1": profiles.explaining_notes,
    "6.1.27.2": profiles.external_references,
    "6.1.27.3": profiles.no_vulnerabilities,
    "6.1.27.4": profiles.product_tree,
    "6.1.27.5": profiles.vulnerability_notes,
    "6.1.27.6": profiles.product_status,
    "6.1.27.7": profiles.vex_status,
    "6.1.27.8": profiles.vulnerability_ids,
    "6.1.27.9": profiles.impact_statements,
    "6.1.27.10": profiles.action_statements,
    "6.1.27.11": profiles.vulnerabilities,
    "6.1.28": words.translated_to,
    "6.1.29": profiles.remediated_products,
    "6.1.30": history.one_way_of_numbering,
    "6.1.31": products.no_ranges,
    "6.1.32": profiles.flagged_products,
    "6.1.33": profiles.one_flag,
}
"""The mandatory tests by their numbers; 6.1.8, that scores follow their schemas, is part of the schema's."""
_SCORES = (".cvss_v2", ".cvss_v3")


@dataclass(frozen=True, slots=True)
class Failure:
    """A test that a document does not pass: its number, or `schema`; where; and what is wrong."""

    test: str
    where: str
    message: str


def check(content: Any) -> list[Failure]:
    """Return all that is wrong with a document; one that breaks the schema is tested no further."""
    if wrong := [Failure(_test(where), where, message) for where, message in failures(SCHEMA, content)]:
        return wrong
    document = Document(content)
    return [Failure(f"CSAF 2.0, {number}", "", message) for number, test in MANDATORY.items() for message in test(document)]


def _test(where: str) -> str:
    return "CSAF 2.0, 6.1.8" if where.endswith(_SCORES) else "CSAF 2.0, schema"
