"""What is drawn only when somebody asks for it, and then only where it is looked at."""

import reflex as rx


class Later(rx.Component):
    """A button that draws what is inside."""

    library = "$/gallery/later"
    tag = "Later"
    label: rx.Var[str]


class Window(rx.Component):
    """A part of a long table: bones until it is near the window of the browser."""

    library = "$/gallery/later"
    tag = "Window"
    height: rx.Var[int]


def later(content: rx.Component, label: str) -> rx.Component:
    """Return a button that draws something."""
    return Later.create(content, label=label)


def window(*rows: rx.Component, height: int) -> rx.Component:
    """Return rows of a table that are drawn when they come near; until then, their place is as high as that, in pixels."""
    return Window.create(*rows, height=height)
