"""The shell, bound to who is signed in and to the notices."""

from typing import Any

import reflex as rx

from monproduit.components.shell import shell
from monproduit.pages.chat import chat
from monproduit.routes import CHATS
from monproduit.state.notices import NoticeState
from monproduit.state.session import SessionState


def frame(path: str, *content: Any) -> rx.Component:
    """Return a page with everything around it."""
    session, notices = SessionState, NoticeState
    who = {"initials": session.initials, "person": session.name, "is_staff": session.is_staff}
    page = shell(path, *content, **who, notice=notices.text, notice_number=notices.number)
    return page if path == CHATS else rx.fragment(page, chat())
