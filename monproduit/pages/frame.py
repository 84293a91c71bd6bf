"""The shell, bound to who is signed in and to the notices."""

from typing import Any

import reflex as rx

from monproduit.components.shell import shell
from monproduit.state.notices import NoticeState
from monproduit.state.session import SessionState


def frame(path: str, *content: Any) -> rx.Component:
    """Return a page with everything around it."""
    return shell(path, *content, initials=SessionState.initials, person=SessionState.name, notice=NoticeState.text, notice_number=NoticeState.number)
