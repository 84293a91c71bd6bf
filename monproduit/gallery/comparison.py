"""Compare pictures with those that were accepted."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageChops

TOLERANCE = 8
"""How far a channel of a pixel may be off, of 255, before it is another."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A picture that is not as it was accepted.

    Attributes:
        kind: changed, new or gone.
        share: how much of it is other, from 0 to 1.
    """

    path: str
    kind: str
    share: float = 1.0


def compare(accepted: Path, taken: Path, overlays: Path) -> list[Difference]:
    """Return every difference, the largest first; an overlay of each changed picture is written."""
    before, after = _names(accepted), _names(taken)
    found = [Difference(name, "gone") for name in before - after] + [Difference(name, "new") for name in after - before]
    found += _changed(accepted, taken, overlays, sorted(before & after))
    return sorted(found, key=lambda one: (-one.share, one.path))


def _changed(accepted: Path, taken: Path, overlays: Path, names: list[str]) -> Iterator[Difference]:
    for name in names:
        if (accepted / name).read_bytes() == (taken / name).read_bytes():
            continue
        with Image.open(accepted / name) as old, Image.open(taken / name) as new:
            share, overlay = _difference(old.convert("RGB"), new.convert("RGB"))
        if share:
            (overlays / name).parent.mkdir(parents=True, exist_ok=True)
            overlay.save(overlays / name)
            yield Difference(name, "changed", share)


def _difference(old: Image.Image, new: Image.Image) -> tuple[float, Image.Image]:
    """Return how much is other, and the new picture, faint, with that in red; where one is larger, the rest is other."""
    size = max(old.width, new.width), max(old.height, new.height)
    grounds = [Image.new("RGB", size, colour) for colour in ("#ff00ff", "#00ff00")]
    for ground, picture in zip(grounds, (old, new), strict=True):
        ground.paste(picture)
    channels = ImageChops.difference(*grounds).split()
    furthest = ImageChops.lighter(ImageChops.lighter(channels[0], channels[1]), channels[2])
    mask = furthest.point([0] * (TOLERANCE + 1) + [255] * (255 - TOLERANCE))
    faint = Image.blend(Image.new("RGB", size, "white"), grounds[1], 0.25)
    faint.paste(Image.new("RGB", size, "#e60033"), mask=mask)
    return mask.histogram()[255] / (size[0] * size[1]), faint


def _names(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*.png")} if folder.exists() else set()
