"""An advisory as an alert about the vendor's products."""

import re
from collections.abc import Iterable
from typing import Any

from monproduit.core.moments import moment
from monproduit.core.version_ranges import bare, first_after, is_range
from monproduit.core.versions import sort_key
from monproduit.services.csaf.document import AFFECTED, FIXED, Document, Item, Named, statuses
from monproduit.services.csaf.matching import Known, slug_of, version_of
from monproduit.services.csaf.scores import worst
from monproduit.services.csaf.text import body

_SEVERITIES = ((9.0, "critical"), (7.0, "high"), (4.0, "medium"), (0.1, "low"))
_WORDS = {"critical": "critical", "high": "high", "important": "high", "medium": "medium", "moderate": "medium", "low": "low"}
_LONGEST, _MOST = 300, 100
Versions = dict[str, dict[str, list[str]]]


def key(document: Document) -> str:
    """Return the alert's key: the advisory's id as a name in addresses."""
    return re.sub(r"[^a-z0-9._-]+", "-", str(document.tracking["id"]).lower()).strip("-._")[:_MOST] or "csaf"


def line(document: Document, products: Iterable[Known]) -> Item | None:
    """Return an alert in the data format, or nothing when none of the products is meant."""
    versions = _versions(document, list(products))
    if not versions:
        return None
    severity = _severity(document)
    return {
        "type": "alert",
        "key": key(document),
        "products": sorted(versions),
        "kind": "security",
        "important": severity not in {"low", "medium"},
        "severity": severity,
        "title": document.head["title"][:_LONGEST],
        "body": body(document),
        "url": _address(document),
        "published_at": moment(document.tracking["current_release_date"]).isoformat(),
        "versions": {slug: said for slug, said in versions.items() if any(said.values())},
        "revision": document.tracking["version"],
    }


def _versions(document: Document, products: list[Known]) -> Versions:
    """Return what is said of the versions of each of the products."""
    meant = _meant(document)
    slugs = {id_: {slug_of(one, products): version_of(one) for one in named} for id_, named in meant.items()}
    found: dict[str, dict[str, set[str]]] = {}
    for vulnerability in document.vulnerabilities:
        mended = {product for one in vulnerability.get("remediations", []) if one["category"] == "vendor_fix" for product in document.meant(one)}
        for name, kinds in (("affected", AFFECTED), ("fixed", FIXED)):
            for id_ in statuses(vulnerability, *kinds):
                for slug, version in slugs.get(id_, {}).items():
                    said = found.setdefault(slug, {"affected": set(), "fixed": set(), "after": set()})
                    said[name].add(version)
                    if name == "affected" and id_ in mended:
                        said["after"].add(first_after(version))
    for id_ in [] if document.vulnerabilities else slugs:
        found |= {slug: {"affected": set(), "fixed": set(), "after": set()} for slug in slugs[id_]}
    found.pop("", None)
    return {slug: _said(said) for slug, said in found.items()}


def _said(said: dict[str, set[str]]) -> dict[str, list[str]]:
    """Return affected and fixed versions in order; where no fix is named, a range that a fix ends names it."""
    fixed = {bare(version) for version in said["fixed"] if version and not is_range(version)} or said["after"]
    return {"affected": _ordered(said["affected"])[:500], "fixed": _ordered(fixed)[:_MOST]}


def _ordered(versions: set[str]) -> list[str]:
    return sorted((version[:200] for version in versions if version), key=lambda one: (sort_key(one), one))


def _meant(document: Document) -> dict[str, list[Named]]:
    """Return the products behind each id: of one that is part of another, both."""
    found = {product.id: [product] for product in document.products}
    for one in document.relationships:
        parts = (one["product_reference"], one["relates_to_product_reference"])
        found[one["full_product_name"]["product_id"]] += [product for part in parts for product in found.get(part, [])]
    return found


def _severity(document: Document) -> str | None:
    """Return the severity that the document states, or that of its worst score."""
    stated = _WORDS.get(str(document.head.get("aggregate_severity", {}).get("text", "")).lower())
    score = max((worst(one) for one in document.vulnerabilities), default=0.0)
    return stated or next((name for least, name in _SEVERITIES if score >= least), None)


def _address(document: Document) -> str | None:
    """Return where people read it: its own page, or what it refers to first."""
    references: list[Any] = document.head.get("references", [])
    ranked = sorted(references, key=lambda one: one.get("category", "external") != "self")
    pages = [one["url"] for one in ranked if one["url"].startswith(("https://", "http://")) and not one["url"].endswith(".json")]
    return str(pages[0])[:2000] if pages else None
