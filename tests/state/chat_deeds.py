"""Every handler of the chat, with what a browser sends to it."""

from typing import Any

DESK = "/staff/chats?chat={chat}"
_WORDS = {"key": "cle-du-navigateur", "text": "Bonjour"}
PANEL: dict[str, dict[str, Any]] = {
    "ChatState.load": {},
    "ChatState.open": {},
    "ChatState.close": {},
    "ChatState.earlier": {},
    "ChatState.send": {"form": _WORDS},
    "ChatState.seen": {},
    "ChatState.write": {},
    "ChatState.end": {},
}
"""What a customer does with their own chat; no number is ever sent."""
READING: dict[str, dict[str, Any]] = {
    "ChatDeskState.load": {},
    "ChatDeskState.earlier": {},
    "ChatDeskState.choose_available": {"is_available": True},
    "ChatFilingState.prepare": {},
}
"""What an engineer does that changes no chat."""
CHANGING: dict[str, dict[str, Any]] = {
    "ChatDeskState.join": {},
    "ChatDeskState.leave": {},
    "ChatDeskState.end": {},
    "ChatDeskState.send": {"form": {**_WORDS, "chat": "{chat}"}},
    "ChatDeskState.seen": {},
    "ChatDeskState.write": {},
    "ChatFilingState.join": {"form": {"number": "SR-1"}},
    "ChatFilingState.create": {"form": {"product": "vigie", "severity": "3", "title": "Sonde"}},
}
"""What an engineer does with the chat in the address."""
ALL = PANEL | READING | CHANGING
