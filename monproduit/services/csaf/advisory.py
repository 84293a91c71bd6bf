"""An advisory as an alert about the vendor's products."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from monproduit.core.moments import moment
from monproduit.core.version_ranges import bare, first_after, is_in, is_range
from monproduit.core.versions import sort_key
from monproduit.services.csaf.document import AFFECTED, FIXED, Document, Item, Named, statuses
from monproduit.services.csaf.matching import Known, slug_of, version_of
from monproduit.services.csaf.scores import worst
from monproduit.services.csaf.text import body

_SEVERITIES = ((9.0, "critical"), (7.0, "high"), (4.0, "medium"), (0.1, "low"))
_WORDS = {"critical": "critical", "high": "high", "important": "high", "medium": "medium", "moderate": "medium", "low": "low"}
_LONGEST, _MOST, _MOST_AFFECTED = 300, 100, 500
Versions = dict[str, dict[str, list[str]]]


@dataclass(slots=True)
class Said:
    """What is said of the versions of a product for one weakness; `after` are those from which on a range that is mended is over."""

    affected: set[str] = field(default_factory=set)
    fixed: set[str] = field(default_factory=set)
    after: set[str] = field(default_factory=set)


def key(document: Document) -> str:
    """Return the alert's key: the advisory's id as a name in addresses."""
    return re.sub(r"[^a-z0-9._-]+", "-", str(document.tracking["id"]).lower()).strip("-._")[:_MOST] or "csaf"


def line(document: Document, products: Iterable[Known]) -> Item | None:
    """Return an alert in the data format, or nothing when none of the products is meant."""
    versions = _versions(document, list(products))
    if not versions:
        return None
    severity, address = _severity(document), _address(document)
    return {
        "type": "alert",
        "key": key(document),
        "products": sorted(versions),
        "kind": "security",
        "important": severity not in {"low", "medium"},
        "severity": severity,
        "title": document.head["title"][:_LONGEST],
        "body": body(document, address),
        "url": address,
        "published_at": moment(document.tracking["current_release_date"]).isoformat(),
        "versions": {slug: said for slug, said in versions.items() if any(said.values())},
        "revision": document.tracking["version"],
    }


def _versions(document: Document, products: list[Known]) -> Versions:
    """Return what is said of the versions of each of the products."""
    slugs = {id_: {slug_of(one, products): version_of(one) for one in named} for id_, named in _meant(document).items()}
    found: dict[str, list[Said]] = {}
    for vulnerability in document.vulnerabilities:
        for slug, said in _of_one(document, vulnerability, slugs).items():
            found.setdefault(slug, []).append(said)
    if not document.vulnerabilities:
        found = {slug: [] for named in slugs.values() for slug in named}
    return {slug: _told(said) for slug, said in found.items() if slug}


def _of_one(document: Document, vulnerability: Item, slugs: dict[str, dict[str, str]]) -> dict[str, Said]:
    """Return what is said of the versions of each product for one weakness."""
    found: dict[str, Said] = {}
    mended = {product for one in vulnerability.get("remediations", []) if one["category"] == "vendor_fix" for product in document.meant(one)}
    for name, kinds in (("affected", AFFECTED), ("fixed", FIXED)):
        for id_ in statuses(vulnerability, *kinds):
            for slug, version in slugs[id_].items():
                said = found.setdefault(slug, Said())
                getattr(said, name).add(version)
                if name == "affected" and id_ in mended:
                    said.after.add(first_after(version))
    return found


def _told(said: list[Said]) -> dict[str, list[str]]:
    """Return affected and fixed versions in order; where no fix is named, ranges that a fix ends name it.

    A version that mends one weakness and has another mends nothing.
    """
    affected = {version for one in said for version in one.affected}
    named = {bare(version) for one in said for version in one.fixed if version and not is_range(version)}
    fixed = named or {version for one in said for version in one.after}
    return {
        "affected": _ordered(affected)[:_MOST_AFFECTED],
        "fixed": _ordered({one for one in fixed if not any(_has(one, other) for other in said)})[-_MOST:],
    }


def _has(version: str, said: Said) -> bool:
    """Tell whether a version has a weakness; where it is said to be mended, it is."""
    if version in {bare(one) for one in said.fixed}:
        return False
    return any(is_in(version, one) if is_range(one) else bare(one) == version for one in said.affected)


def _ordered(versions: set[str]) -> list[str]:
    return sorted((version[:200] for version in versions if version), key=lambda one: (sort_key(one), one))


def _meant(document: Document) -> dict[str, list[Named]]:
    """Return the products behind each id: of one that is made of others, those too."""
    known = {product.id: product for product in document.products}
    made_of = {
        one["full_product_name"]["product_id"]: (one["product_reference"], one["relates_to_product_reference"]) for one in document.relationships
    }
    return {id_: [known[one] for one in _behind(id_, made_of)] for id_ in known}


def _behind(id_: str, made_of: dict[str, tuple[str, str]]) -> Iterator[str]:
    """Yield an id, and those of all that it is made of."""
    waiting = [id_]
    while waiting:
        yield (one := waiting.pop())
        waiting += made_of.get(one, ())


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
