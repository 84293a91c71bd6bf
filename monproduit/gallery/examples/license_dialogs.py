"""The dialogs of a license."""

from monproduit.components.dialog import Outcome
from monproduit.components.license_dialogs import assign_dialog, invitation_made, renewal_dialog, reveal_dialog
from monproduit.gallery.example import Example, State, example, nothing, var
from monproduit.gallery.examples.license_sheet import LICENSE
from monproduit.views.groups import Invited

OPEN = Outcome(var(""), var(0))
REFUSED = Outcome(var("Cela n’a pas été possible. Réessayez dans un moment."), var(0))
INVITED = Invited("paul@exemple.fr", "https://portail.editeur.example/invitations/7hY2kQ", "8 déc. 2026", "mailto:paul@exemple.fr")


@example()
def reveal() -> Example:
    """Before a key is shown."""
    return Example(reveal_dialog, OPEN, nothing)


@example()
def renewal() -> Example:
    """A renewal."""
    return Example(renewal_dialog, LICENSE, OPEN, nothing)


@example(State.ERROR)
def refused_renewal() -> Example:
    """A renewal that was refused."""
    return Example(renewal_dialog, LICENSE, REFUSED, nothing)


@example(State.EMPTY)
def assign() -> Example:
    """Somebody is to have it."""
    return Example(assign_dialog, var(None, Invited), OPEN, nothing)


@example(State.ONE)
def assigned() -> Example:
    """Somebody who is not there yet was invited."""
    return Example(assign_dialog, INVITED, OPEN, nothing)


@example(State.ONE)
def invitation() -> Example:
    """An invitation that was just made."""
    return Example(invitation_made, INVITED)
