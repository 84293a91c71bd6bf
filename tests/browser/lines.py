"""The line between a page and the server, which a test can silence and cut."""

import time
from dataclasses import dataclass, field

from playwright.sync_api import Page, WebSocketRoute


@dataclass
class Lines:
    """The lines that a page opens from now on, and when.

    What is said while they are silent is lost, though they seem open; while they are gone, each is closed before its first word.
    """

    page: Page
    are_silent: bool = False
    are_gone: bool = False
    moments: list[float] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Stand between."""
        self.page.route_web_socket("**/_event/**", self._take)

    def cut(self) -> None:
        """Close the latest without another word from the server."""
        self._latest.close()
        self.are_silent = False

    def _take(self, line: WebSocketRoute) -> None:
        self._latest = line
        self.moments.append(time.monotonic())
        if self.are_gone:
            line.close()
            return
        server = line.connect_to_server()
        line.on_message(lambda said: None if self.are_silent else server.send(said))
        server.on_message(lambda said: None if self.are_silent else line.send(said))
