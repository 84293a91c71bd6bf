"""The ways through the portal."""

from monproduit.components.navigation import Unread, account_ways, help_ways, menu_button, side
from monproduit.gallery.example import Example, Size, State, example, var


@example(size=Size.SMALL)
def account() -> Example:
    """To what is one's own."""
    return Example(account_ways, "")


@example(size=Size.SMALL)
def help_() -> Example:
    """To help."""
    return Example(help_ways, "/faq")


@example(State.NEW, size=Size.SMALL)
def button() -> Example:
    """What opens the side on a phone."""
    return Example(menu_button, Unread(var(3), "3 nouvelles"))


@example(State.EMPTY, size=Size.SMALL)
def customer() -> Example:
    """For a customer who has seen everything."""
    return Example(side, "", var(False), Unread(var(0), ""))


@example(State.NEW, size=Size.SMALL)
def staff() -> Example:
    """For the staff, with new alerts."""
    return Example(side, "/alerts", var(True), Unread(var(3), "3 nouvelles"))
