"""Mandatory tests of what each profile asks for, and of the parts of weaknesses."""

from collections import Counter
from collections.abc import Iterator

from monproduit.services.csaf.document import NOT_AFFECTED, Document, Item, statuses

_INFORMING = ("csaf_informational_advisory", "csaf_security_incident_response")
_ADVISING = ("csaf_security_advisory", "csaf_vex")
_EXPLAINING = {"description", "details", "general", "summary"}
_STATUSES = ("fixed", "known_affected", "known_not_affected", "under_investigation")


def explaining_notes(document: Document) -> Iterator[str]:
    """6.1.27.1: what informs has a note that explains."""
    if document.category in _INFORMING and not _EXPLAINING & {note["category"] for note in document.head.get("notes", [])}:
        yield "no note describes it"


def external_references(document: Document) -> Iterator[str]:
    """6.1.27.2: what informs refers to something elsewhere."""
    if document.category in _INFORMING:
        categories = [one.get("category", "external") for one in document.head.get("references", [])]
        if "external" not in categories:
            yield "no reference is external"


def no_vulnerabilities(document: Document) -> Iterator[str]:
    """6.1.27.3: an informational advisory has no weaknesses."""
    if document.category == "csaf_informational_advisory" and "vulnerabilities" in document.content:
        yield "there are vulnerabilities"


def product_tree(document: Document) -> Iterator[str]:
    """6.1.27.4: what advises names products."""
    if document.category in _ADVISING and "product_tree" not in document.content:
        yield "there is no product_tree"


def vulnerability_notes(document: Document) -> Iterator[str]:
    """6.1.27.5: what advises describes each weakness."""
    yield from _lacking(document, _ADVISING, "notes")


def product_status(document: Document) -> Iterator[str]:
    """6.1.27.6: a security advisory says which products have each weakness."""
    yield from _lacking(document, ("csaf_security_advisory",), "product_status")


def vex_status(document: Document) -> Iterator[str]:
    """6.1.27.7: a VEX says where products stand."""
    for place, one in _of(document, ("csaf_vex",)):
        if not set(_STATUSES) & one.get("product_status", {}).keys():
            yield f"vulnerability {place} has none of the statuses {', '.join(_STATUSES)}"


def vulnerability_ids(document: Document) -> Iterator[str]:
    """6.1.27.8: a VEX names each weakness."""
    yield from (f"vulnerability {place} has neither cve nor ids" for place, one in _of(document, ("csaf_vex",)) if not {"cve", "ids"} & one.keys())


def impact_statements(document: Document) -> Iterator[str]:
    """6.1.27.9: a VEX says why products are not affected."""
    for _place, one in _of(document, ("csaf_vex",)):
        stated = [*one.get("flags", []), *(threat for threat in one.get("threats", []) if threat["category"] == "impact")]
        yield from _unstated(document, statuses(one, *NOT_AFFECTED), stated, "impact")


def action_statements(document: Document) -> Iterator[str]:
    """6.1.27.10: a VEX says what to do about products that are affected."""
    for _place, one in _of(document, ("csaf_vex",)):
        yield from _unstated(document, statuses(one, "known_affected"), one.get("remediations", []), "action")


def vulnerabilities(document: Document) -> Iterator[str]:
    """6.1.27.11: what advises has weaknesses."""
    if document.category in _ADVISING and "vulnerabilities" not in document.content:
        yield "there are no vulnerabilities"


def cves_once(document: Document) -> Iterator[str]:
    """6.1.23: no CVE stands in two weaknesses."""
    counts = Counter(one["cve"] for one in document.vulnerabilities if "cve" in one)
    yield from (f"{cve} stands in {count} vulnerabilities" for cve, count in counts.items() if count > 1)


def involvements_once(document: Document) -> Iterator[str]:
    """6.1.24: no party is involved twice at one date."""
    for one in document.vulnerabilities:
        counts = Counter((item["party"], item.get("date")) for item in one.get("involvements", []))
        yield from (f"the {party} is involved {count} times at one date" for (party, _date), count in counts.items() if count > 1)


def remediated_products(document: Document) -> Iterator[str]:
    """6.1.29: a remediation is for some product."""
    yield from _homeless(document, "remediations")


def flagged_products(document: Document) -> Iterator[str]:
    """6.1.32: a flag is for some product."""
    yield from _homeless(document, "flags")


def one_flag(document: Document) -> Iterator[str]:
    """6.1.33: no product has two justifications."""
    for one in document.vulnerabilities:
        counts = Counter(product for flag in one.get("flags", []) for product in document.meant(flag))
        yield from (f"the product {product} has {count} flags" for product, count in sorted(counts.items()) if count > 1)


def _of(document: Document, profiles: tuple[str, ...]) -> list[tuple[int, Item]]:
    return list(enumerate(document.vulnerabilities, 1)) if document.category in profiles else []


def _lacking(document: Document, profiles: tuple[str, ...], part: str) -> Iterator[str]:
    return (f"vulnerability {place} has no {part}" for place, one in _of(document, profiles) if part not in one)


def _unstated(document: Document, products: set[str], stated: list[Item], what: str) -> Iterator[str]:
    told = {product for item in stated for product in document.meant(item)}
    return (f"there is no {what} statement for the product {product}" for product in sorted(products - told))


def _homeless(document: Document, part: str) -> Iterator[str]:
    for place, one in enumerate(document.vulnerabilities, 1):
        if any(not {"group_ids", "product_ids"} & item.keys() for item in one.get(part, [])):
            yield f"one of the {part} of vulnerability {place} names no product"
