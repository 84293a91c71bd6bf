"""Find the files of examples, and the public components that have none."""

import importlib
import inspect
import os
import pkgutil
from collections.abc import Callable
from functools import cache
from typing import Any

import reflex as rx

from monproduit import components
from monproduit.gallery import examples
from monproduit.gallery.example import EXHIBITS, Exhibit


def names() -> list[str]:
    """Return the names of all files of examples, of which none is imported.

    `MONPRODUIT_GALLERY_ONLY` names the files to show, with commas between them; without it, all are.
    """
    only = os.environ.get("MONPRODUIT_GALLERY_ONLY")
    return sorted(one.name for one in pkgutil.iter_modules(examples.__path__) if not only or one.name in only.split(","))


@cache
def exhibits(module: str) -> list[Exhibit]:
    """Import a file of examples, and return what it shows, component by component, in the order in which they stand there."""
    importlib.import_module(f"{examples.__name__}.{module}")
    found = [(one.build().component, one) for one in EXHIBITS if one.module == module]
    order = list(dict.fromkeys(component for component, _one in found))
    return [one for _component, one in sorted(found, key=lambda pair: order.index(pair[0]))]


def shelves() -> dict[str, list[Exhibit]]:
    """Import every file of examples, and return what each shows."""
    found = {module: exhibits(module) for module in names()}
    return {module: some for module, some in found.items() if some}


def public_components() -> dict[str, Callable[..., rx.Component]]:
    """Return every function of `components` that anybody may call to draw something, by the names of its module and its own."""
    found: dict[str, Callable[..., rx.Component]] = {}
    for module in pkgutil.walk_packages(components.__path__, f"{components.__name__}."):
        for name, one in vars(importlib.import_module(module.name)).items():
            if not name.startswith("_") and getattr(one, "__module__", "") == module.name and _draws(one):
                found[f"{module.name.removeprefix('monproduit.components.')}.{name}"] = one
    return found


def without_example() -> list[str]:
    """Name the public components that no example shows."""
    shown = {exhibit.build().component for some in shelves().values() for exhibit in some}
    return [name for name, component in public_components().items() if component not in shown]


def _draws(one: Any) -> bool:
    return callable(one) and inspect.unwrap(one).__annotations__.get("return") is rx.Component if not isinstance(one, type) else False
