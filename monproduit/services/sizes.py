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
    """Write how long a video is: 4:05, or 1:02:05; nothing where it is not known."""
    if seconds is None:
        return ""
    hours, minutes = divmod(seconds // 60, 60)
    return f"{hours}:{minutes:02}:{seconds % 60:02}" if hours else f"{minutes}:{seconds % 60:02}"
