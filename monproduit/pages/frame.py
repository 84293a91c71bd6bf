"""The shell and the search, bound to who is signed in."""

from typing import Any

import reflex as rx

from monproduit.components.navigation import Unread
from monproduit.components.search import search_dialog
from monproduit.components.shell import shell
from monproduit.components.titled import Titled
from monproduit.pages.chat import chat
from monproduit.routes import CHATS
from monproduit.state.notices import NoticeState
from monproduit.state.search import SearchState, found
from monproduit.state.session import SessionState
from monproduit.state.unread import UnreadState


def frame(path: str, *content: Any, name: Any = None) -> rx.Component:
    """Return a page with everything around it; `name` is that of the one thing that it shows."""
    session, notices = SessionState, NoticeState
    who = {"initials": session.initials, "person": session.name, "is_staff": session.is_staff}
    unread = Unread(UnreadState.count, UnreadState.words)
    around = shell(path, *content, **who, unread=unread, notice=notices.text, notice_number=notices.number)
    tab = [] if name is None else [Titled.create(name=name)]
    parts = (*tab, around, search_dialog(found(), on_search=SearchState.find))
    return rx.fragment(*parts) if path == CHATS else rx.fragment(*parts, chat())
