"""The place for what the server writes into a page for one person, before its scripts have come."""

from typing import Any

import reflex as rx
from reflex_components_core.el.elements.typography import Div

from monproduit.components.product_table import loading_products
from monproduit.components.still.markup import still
from monproduit.views.first_view import BEGIN, END

_NAME = "firstView"


class FirstPlace(Div):
    """What React leaves as it finds it: its content is one and the same object, however often the page is drawn."""

    content: rx.Var[str]

    def _exclude_props(self) -> list[str]:
        return ["content"]

    def add_custom_code(self) -> list[str]:
        """Hold the content beside the page."""
        return [f"const {_NAME} = {{__html: {self.content!s}}};"]


def first_place() -> rx.Component:
    """Return the bones of the table, or the first rows where the server wrote them."""
    attributes: dict[str, Any] = {"dangerouslySetInnerHTML": rx.Var(_NAME), "suppressHydrationWarning": True}
    return FirstPlace.create(content=BEGIN + still(loading_products())({}) + END, class_name="first-view", custom_attrs=attributes)
