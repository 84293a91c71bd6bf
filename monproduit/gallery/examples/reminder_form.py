"""When one is reminded of the end of a license."""

from dataclasses import replace

from monproduit.components.reminder_form import reminder_box, reminder_form
from monproduit.gallery.example import Example, Size, State, example, nothing, var
from monproduit.gallery.examples.license_sheet import LICENSE


@example(State.MANY)
def reminders() -> Example:
    """Three of seven moments are chosen."""
    return Example(reminder_form, LICENSE, on_submit=nothing)


@example(State.EMPTY)
def none() -> Example:
    """There is nothing to choose."""
    return Example(reminder_form, replace(LICENSE, reminders=[]), on_submit=nothing)


@example(State.ONE, size=Size.SMALL)
def box() -> Example:
    """One moment."""
    return Example(reminder_box, name=var("d30"), label=var("30 jours"), chosen=var(True))
