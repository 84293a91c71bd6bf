"""The name of the browser's tab."""

import json

import reflex as rx
from reflex_components_core.base.fragment import Fragment

from monproduit.components.following import Following
from monproduit.core.vendor import vendor


class Titled(Following, Fragment):
    """Nothing to see: the tab, and what the browser remembers of it, bear the name of what the page shows, once that has come."""

    name: rx.Var[str]

    def effects(self) -> dict[str, str]:
        """Name it, as the pages whose name is known beforehand are."""
        brand = json.dumps(f" – {vendor().brand.name}", ensure_ascii=False)
        return {"name": f"if ({self.name!s}) document.title = {self.name!s} + {brand};"}
