"""A form that the browser posts itself: Reflex's own never leaves the page."""

import reflex as rx
from reflex.components.el.element import Element


class PostForm(Element):
    """A plain `<form method="post">`."""

    tag = "form"

    action: rx.Var[str]
    method: rx.Var[str]
