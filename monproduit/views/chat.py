"""A chat with support: what the customer sees of it, and what the desk does."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ChatLineView:
    """One line.

    Attributes:
        kind: text, or what happened: joined, left, request, ended, timed_out.
        key: what the browser called it, for the person's own words only.
        moment: the hour, with the date when it was another day.
    """

    place: int
    kind: str
    author: str
    initials: str
    text: str
    moment: str
    key: str = ""
    is_mine: bool = False


@dataclass(frozen=True, slots=True)
class ChatSpan:
    """The places of a chat that are on the screen, and what the button for earlier ones says."""

    chat: int
    first: int
    last: int
    earlier: str = ""


@dataclass(frozen=True, slots=True)
class ChatChoice:
    """Something to choose from a list."""

    key: str
    label: str


@dataclass(frozen=True, slots=True)
class ChatPanel:
    """The head of the customer's panel.

    Attributes:
        chat: 0 before the first word; `places` is the place of its last line.
        state: none, waiting, joined or ended.
        engineers: the names of those who joined, or empty.
        words: whether somebody is there, and what comes next.
        request: the number of the service request that keeps the transcript, or empty.
    """

    chat: int = 0
    places: int = 0
    state: str = "none"
    engineers: str = ""
    words: str = ""
    is_there: bool = False
    request: str = ""


@dataclass(frozen=True, slots=True)
class DeskLine:
    """One chat in a list of the desk; `group` is waiting, mine or others."""

    chat: int
    group: str
    customer: str
    initials: str
    preview: str
    moment: str
    engineers: str
    unread: int = 0
    unread_label: str = ""


@dataclass(frozen=True, slots=True)
class DeskProduct:
    """A product of the customer's, with its support."""

    name: str
    status: str
    label: str
    plan: str


@dataclass(frozen=True, slots=True)
class DeskChat:
    """The chat that an engineer has before them; `places` is the place of its last line."""

    chat: int
    places: int
    customer: str
    email: str
    words: str
    request: str
    is_open: bool
    is_mine: bool
