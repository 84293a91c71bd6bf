"""The dialogs of a group."""

from dataclasses import replace

from monproduit.components.group_dialogs import invite_dialog, leave_dialog, member_dialog, settings_dialog
from monproduit.gallery.example import Example, State, example, nothing, var
from monproduit.gallery.examples.group_sheet import CLAIRE, GROUP, LEA
from monproduit.gallery.examples.license_dialogs import INVITED, OPEN, REFUSED
from monproduit.views.groups import Invited


@example()
def settings() -> Example:
    """Its settings."""
    return Example(settings_dialog, GROUP, OPEN, nothing)


@example(State.EMPTY)
def invite() -> Example:
    """An invitation."""
    return Example(invite_dialog, var(None, Invited), OPEN, nothing)


@example(State.ERROR)
def refused() -> Example:
    """An invitation that was refused."""
    return Example(invite_dialog, var(None, Invited), REFUSED, nothing)


@example(State.ONE)
def invited() -> Example:
    """An invitation that was made."""
    return Example(invite_dialog, INVITED, OPEN, nothing)


@example()
def member() -> Example:
    """The roles of a member."""
    return Example(member_dialog, LEA, OPEN, on_submit=nothing, on_remove=nothing)


@example()
def last_administrator() -> Example:
    """The last administrator."""
    return Example(member_dialog, CLAIRE, OPEN, on_submit=nothing, on_remove=nothing)


@example()
def leave() -> Example:
    """Before one leaves."""
    return Example(leave_dialog, replace(GROUP, can_leave=True), OPEN, nothing)


@example(State.ERROR)
def cannot_leave() -> Example:
    """The last administrator cannot leave."""
    return Example(leave_dialog, GROUP, OPEN, nothing)
