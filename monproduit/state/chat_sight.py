"""What the follower of the change log read for all tabs of this process together."""

from dataclasses import dataclass, field

from monproduit.services.chat_snapshots import Snapshot


@dataclass(frozen=True, slots=True)
class ChatSight:
    """How things stand.

    Attributes:
        chats: those that changed.
        wanted: by engineer, how many chats want them.
    """

    is_there: bool
    chats: dict[int, Snapshot] = field(default_factory=dict)
    wanted: dict[int, int] = field(default_factory=dict)


SHOWN: set[bool] = set()
"""What the panels that this process showed since it looked last say of whether an engineer is there."""
