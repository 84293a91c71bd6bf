"""Videos: which of them plays, the browser alone knows."""

import reflex as rx

from monproduit.services import videos
from monproduit.services.access import Actor
from monproduit.state.shelves import ShelfState
from monproduit.views.shelves import VideoShelf


class VideosState(ShelfState, rx.State):
    """The videos that were asked for."""

    found: VideoShelf = VideoShelf()

    async def _refresh(self, person: Actor) -> None:
        found = await videos.find(person, self._wanted(), self._limit)
        if found != self.found:
            self.found = found
