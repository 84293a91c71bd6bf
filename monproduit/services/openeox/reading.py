"""The statements of a life-cycle document: which product and version, and its dates."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from pydantic import TypeAdapter

from monproduit.services.csaf.document import Named, branches_of
from monproduit.services.csaf.schema.product_tree import ProductTree
from monproduit.services.json_schema import failures, path
from monproduit.services.openeox.core import CORE, DRAFTS, TBA, Wrong, check

_FIELDS = {
    "general_availability": "released_on",
    "end_of_security_support": "limited_support_until",
    "end_of_life": "end_of_support_on",
}
"""The fields of a release that say what OpenEoX says; it has none for the end of full support, and we none for that of sales."""
_DAY = timedelta(days=1)
_TREE: TypeAdapter[Any] = TypeAdapter(ProductTree)


@dataclass(frozen=True, slots=True)
class Statement:
    """What is stated of one version; a date that is to be announced is None."""

    product: Named
    dates: dict[str, date | None]


def read(content: dict[str, Any]) -> tuple[list[Statement], list[Wrong]]:
    """Return the statements of a document, and what is wrong with it: test, field, reason."""
    kind = str(content.get("$schema", ""))
    if kind in {CORE, f"{DRAFTS}core.json"}:
        return [], [*check(content), Wrong("OpenEoX, shell", "$", "these dates name no product: they are read from a shell only")]
    stated = content.get("statements")
    if kind not in {f"{DRAFTS}shell.json", f"{DRAFTS}shell_csaf.json"} or not isinstance(stated, list) or not stated:
        return [], [Wrong("OpenEoX, shell", "$.statements", "a shell with statements is expected")]
    found, wrong = list[Statement](), list[Wrong]()
    if broken := [
        Wrong("OpenEoX, shell", f"$.product_tree{where[1:]}", message) for where, message in failures(_TREE, content.get("product_tree", {}))
    ]:
        return [], broken
    tree = _tree(content.get("product_tree", {}))
    for place, one in enumerate(stated):
        products = list(_products(one, tree)) if isinstance(one, dict) else []
        broken = list(_broken(path(["statements", place]), one, products))
        wrong += broken
        found += [] if broken else [Statement(product, _dates(one["core"])) for product in products]
    return found, wrong


def _broken(where: str, statement: Any, products: list[Named]) -> Iterator[Wrong]:
    """Yield what is wrong with a statement: its core, or that it is about nothing."""
    if not products:
        yield Wrong("OpenEoX, shell", where, "a statement needs a core and a product")
        return
    for one in check(statement.get("core")):
        yield one._replace(where=f"{where}.core{one.where.removeprefix('$')}")


def _products(statement: dict[str, Any], tree: dict[str, list[Named]]) -> Iterator[Named]:
    """Yield the products of a statement: its own, or those of the tree that it names."""
    product = statement.get("product")
    if isinstance(product, dict) and isinstance(product.get("product_name"), str):
        name, version = product["product_name"], str(product.get("product_version", ""))
        helper = statement.get("product_identification_helper")
        path = (("vendor", str(product.get("vendor_name", ""))), ("product_name", name), ("product_version", version))
        yield Named("", f"{name} {version}".strip(), _helper(helper), path)
    for name in ("product_ids", "group_ids"):
        for id_ in statement.get(name, []) if isinstance(statement.get(name, []), list) else []:
            yield from tree.get(str(id_), [])


def _tree(tree: dict[str, Any]) -> dict[str, list[Named]]:
    """Return the products of a tree, by their ids and by those of their groups."""
    found = {one.id: [one] for one in branches_of(tree)}
    groups = {one["group_id"]: [product for id_ in one["product_ids"] for product in found.get(id_, [])] for one in tree.get("product_groups", [])}
    return found | groups


def _helper(value: Any) -> dict[str, Any]:
    return {name: text for name, text in value.items() if isinstance(text, str)} if isinstance(value, dict) else {}


def _dates(core: dict[str, str]) -> dict[str, date | None]:
    """Return the dates of a release; its support ends on the day after the last one of its life."""
    found = {field: None if core[name] == TBA else datetime.fromisoformat(core[name]).date() for name, field in _FIELDS.items() if name in core}
    end = found["end_of_support_on"]
    return found | {"end_of_support_on": end + _DAY if end and end < date.max else None}
