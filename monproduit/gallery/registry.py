"""Find the files of examples, and the public components that have none."""

import importlib
import inspect
import os
import pkgutil
from collections.abc import Callable
from functools import cache
from itertools import groupby
from typing import Any

import reflex as rx

from monproduit import components
from monproduit.gallery import examples
from monproduit.gallery.example import EXHIBITS, Exhibit


@cache
def shelves() -> dict[str, list[Exhibit]]:
    """Import every file of examples, and return what each shows, in the order in which it stands there.

    `MONPRODUIT_GALLERY_ONLY` names the files to show, with commas between them; without it, all are.
    """
    for module in pkgutil.iter_modules(examples.__path__, f"{examples.__name__}."):
        importlib.import_module(module.name)
    only = os.environ.get("MONPRODUIT_GALLERY_ONLY")
    ordered = sorted((one for one in EXHIBITS if not only or one.module in only.split(",")), key=lambda exhibit: exhibit.module)
    return {module: list(some) for module, some in groupby(ordered, key=lambda exhibit: exhibit.module)}


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
    shown = {exhibit.build().component for exhibits in shelves().values() for exhibit in exhibits}
    return [name for name, component in public_components().items() if component not in shown]


def _draws(one: Any) -> bool:
    return callable(one) and inspect.unwrap(one).__annotations__.get("return") is rx.Component if not isinstance(one, type) else False
