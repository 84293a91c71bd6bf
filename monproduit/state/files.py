"""The files that wait for a form; the form's name is made and kept by the browser, so that no lost connection loses them."""

import reflex as rx

from monproduit.services import attachments
from monproduit.state.action import action, me
from monproduit.views.request_pages import AttachmentLine


class FilesState(rx.State, mixin=True):
    """What was sent for the form on the page, and not with it yet."""

    files: list[AttachmentLine] = []

    @action
    async def show_files(self, key: str) -> None:
        """Show what waits for a form; the browser asks after each file, and when it brings a draft back."""
        self.files = await attachments.waiting(me(), key)

    @action
    async def discard(self, file: str, key: str) -> None:
        """Take a file back."""
        await attachments.discard(me(), file)
        self.files = await attachments.waiting(me(), key)
