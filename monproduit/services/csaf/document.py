"""An advisory that follows the schema, with what is asked of it more than once."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

Item = dict[str, Any]
Path = tuple[tuple[str, str], ...]
"""The branches that lead to a product, each with its category and name."""
AFFECTED = ("first_affected", "known_affected", "last_affected")
NOT_AFFECTED = ("known_not_affected",)
FIXED = ("first_fixed", "fixed")
UNDER_INVESTIGATION = ("under_investigation",)


@dataclass(frozen=True, slots=True)
class Named:
    """A product as the document names it; `branches` lead to it, each with its category and name."""

    id: str
    name: str
    helper: Item
    branches: Path = ()

    def of(self, *categories: str) -> str:
        """Return the name of the nearest branch of one of these categories, or nothing."""
        return next((name for category, name in reversed(self.branches) if category in categories), "")


class Document:
    """What stands in an advisory."""

    def __init__(self, content: Item) -> None:
        """Read a document that is valid by the schema."""
        self.content = content
        self.head: Item = content["document"]
        self.tracking: Item = self.head["tracking"]
        self.tree: Item = content.get("product_tree", {})
        self.relationships: list[Item] = self.tree.get("relationships", [])
        self.vulnerabilities: list[Item] = content.get("vulnerabilities", [])

    @property
    def category(self) -> str:
        """The profile that it claims to follow."""
        return str(self.head["category"])

    @cached_property
    def products(self) -> list[Named]:
        """All full product names, in the order in which they stand."""
        found = branches_of(self.tree)
        found += [_named(one) for one in self.tree.get("full_product_names", [])]
        return found + [_named(one["full_product_name"]) for one in self.relationships]

    @cached_property
    def groups(self) -> dict[str, list[str]]:
        """The products of each group."""
        return {one["group_id"]: one["product_ids"] for one in self.tree.get("product_groups", [])}

    def branches(self) -> Iterator[tuple[Path, Item]]:
        """Yield every branch with the way to it, itself included."""
        return _branches(self.tree)

    def meant(self, item: Item) -> set[str]:
        """Return the products that something speaks of, directly or through their groups."""
        return {*item.get("product_ids", []), *(one for group in item.get("group_ids", []) for one in self.groups.get(group, []))}


def statuses(vulnerability: Item, *kinds: str) -> set[str]:
    """Return the products that have one of these statuses."""
    found = vulnerability.get("product_status", {})
    return {product for kind in kinds for product in found.get(kind, [])}


def branches_of(tree: Item) -> list[Named]:
    """Return the products on the branches of a tree."""
    return [_named(product, path) for path, branch in _branches(tree) if (product := branch.get("product"))]


def _branches(tree: Item) -> Iterator[tuple[Path, Item]]:
    waiting: list[tuple[Path, Item]] = [((), one) for one in reversed(tree.get("branches", []))]
    while waiting:
        above, branch = waiting.pop()
        path = (*above, (branch["category"], branch["name"]))
        yield path, branch
        waiting += [(path, one) for one in reversed(branch.get("branches", []))]


def _named(product: Item, branches: Path = ()) -> Named:
    return Named(product["product_id"], product["name"], product.get("product_identification_helper", {}), branches)
