"""Who the page greets."""

import reflex as rx

from monproduit.services.access import Actor
from monproduit.state.action import action, me


class SessionState(rx.State):
    """The person's name, for the eye: what they may do is asked of the login at every event."""

    name: str = ""
    initials: str = ""
    is_staff: bool = False

    @action
    async def greet(self) -> None:
        """Send the name of the person who is signed in."""
        self._greet(me())

    def _greet(self, person: Actor) -> None:
        self.name = person.name or person.email
        self.is_staff = person.is_staff
        self.initials = "".join(word[0] for word in self.name.split()[:2]).upper()
