"""Sizes of files and lengths of videos, as people read them."""

from monproduit.core.localisation import _, number

_STEP = 1000


def size_label(size: int | None) -> str:
    """Write a size: 3 Mo; nothing for one that is not known."""
    if size is None:
        return ""
    units = [_("octets"), _("ko"), _("Mo"), _("Go")]
    while size >= _STEP and len(units) > 1:
        size = round(size / _STEP)
        units.pop(0)
    return f"{number(size)}\u00a0{units[0]}"


def length_label(seconds: int | None) -> str:
    """Write how long a video is: 4:05; nothing where it is not known."""
    return f"{seconds // 60}:{seconds % 60:02}" if seconds is not None else ""
