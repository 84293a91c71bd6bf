"""Mandatory tests of products, groups and what refers to them."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from packageurl import PackageURL

from monproduit.services.csaf.document import AFFECTED, FIXED, NOT_AFFECTED, UNDER_INVESTIGATION, Document, statuses

_RANGE = re.compile(r"[<>]|(?<!\S)(after|all|before|earlier|later|prior|versions)(?!\S)", re.IGNORECASE)
_REFERENCES = ("product_reference", "relates_to_product_reference")
_CONTRADICTING = {"affected": AFFECTED, "not affected": NOT_AFFECTED, "fixed": FIXED, "under investigation": UNDER_INVESTIGATION}


def defined_products(document: Document) -> Iterator[str]:
    """6.1.1: each product that is referred to is defined."""
    known = {product.id for product in document.products}
    for product in dict.fromkeys(_referred(document)):
        if product not in known:
            yield f"the product {product} is not defined"


def products_once(document: Document) -> Iterator[str]:
    """6.1.2: no product is defined twice."""
    yield from _twice("the product", (product.id for product in document.products))


def no_circles(document: Document) -> Iterator[str]:
    """6.1.3: no product is defined by itself."""
    made_of = {one["full_product_name"]["product_id"]: {one[name] for name in _REFERENCES} for one in document.relationships}
    for start, parts in made_of.items():
        seen, waiting = set[str](), list(parts)
        while waiting:
            one = waiting.pop()
            if one not in seen:
                seen.add(one)
                waiting += made_of.get(one, ())
        if start in seen:
            yield f"the product {start} is defined by itself"


def defined_groups(document: Document) -> Iterator[str]:
    """6.1.4: each group that is referred to is defined."""
    for vulnerability in document.vulnerabilities:
        for name in ("remediations", "threats", "flags"):
            for item in vulnerability.get(name, []):
                yield from (f"the group {group} is not defined" for group in item.get("group_ids", []) if group not in document.groups)


def groups_once(document: Document) -> Iterator[str]:
    """6.1.5: no group is defined twice."""
    yield from _twice("the group", (one["group_id"] for one in document.tree.get("product_groups", [])))


def one_status(document: Document) -> Iterator[str]:
    """6.1.6: no product has statuses that contradict one another."""
    for vulnerability in document.vulnerabilities:
        seen: dict[str, str] = {}
        for name, kinds in _CONTRADICTING.items():
            for product in sorted(statuses(vulnerability, *kinds)):
                if product in seen:
                    yield f"the product {product} is {seen[product]} and {name}"
                seen[product] = name


def valid_purls(document: Document) -> Iterator[str]:
    """6.1.13: package URLs are such."""
    for product in document.products:
        purl = product.helper.get("purl")
        try:
            PackageURL.from_string(purl or "pkg:a/b")
        except ValueError as error:
            yield f"{purl}: {error}"


def hashes_once(document: Document) -> Iterator[str]:
    """6.1.25: no file has two hashes of one algorithm."""
    for product in document.products:
        for file in product.helper.get("hashes", []):
            yield from _twice(f"the algorithm, in {file['filename']},", (one["algorithm"] for one in file["file_hashes"]))


def no_ranges(document: Document) -> Iterator[str]:
    """6.1.31: a version is no range of versions."""
    for path, branch in document.branches():
        category, name = path[-1]
        if category == "product_version" and _RANGE.search(name):
            yield f"the version {branch['name']!r} is a range of versions"


def _referred(document: Document) -> Iterator[str]:
    for products in document.groups.values():
        yield from products
    for one in document.relationships:
        yield from (one[name] for name in _REFERENCES)
    for vulnerability in document.vulnerabilities:
        for products in vulnerability.get("product_status", {}).values():
            yield from products
        for name in ("remediations", "threats", "flags"):
            yield from (product for item in vulnerability.get(name, []) for product in item.get("product_ids", []))
        yield from (product for score in vulnerability.get("scores", []) for product in score["products"])


def _twice(what: str, names: Iterable[str]) -> Iterator[str]:
    return (f"{what} {name} stands there {count} times" for name, count in Counter(names).items() if count > 1)
