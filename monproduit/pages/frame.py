"""The shell, bound to who is signed in and to the notices."""

from typing import Any

import reflex as rx

from monproduit.components.navigation import Unread
from monproduit.components.shell import shell
from monproduit.state.notices import NoticeState
from monproduit.state.session import SessionState
from monproduit.state.unread import UnreadState


def frame(path: str, *content: Any) -> rx.Component:
    """Return a page with everything around it."""
    session, notices = SessionState, NoticeState
    who = {"initials": session.initials, "person": session.name, "is_staff": session.is_staff}
    unread = Unread(UnreadState.count, UnreadState.words)
    return shell(path, *content, **who, unread=unread, notice=notices.text, notice_number=notices.number)
