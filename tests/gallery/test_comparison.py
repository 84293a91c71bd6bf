"""Pictures are compared with those that were accepted."""

import json
import re
from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from monproduit.gallery.__main__ import write_report
from monproduit.gallery.comparison import TOLERANCE, Difference, compare


def _picture(folder: Path, name: str, *, grey: int = 200, dot: tuple[int, int] | None = None, size: tuple[int, int] = (100, 50)) -> None:
    picture = Image.new("RGB", size, (grey, grey, grey))
    if dot:
        ImageDraw.Draw(picture).rectangle((*dot, dot[0] + 9, dot[1] + 9), fill="black")
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    picture.save(path)


@pytest.fixture
def before(tmp_path: Path) -> Path:
    """One picture was accepted."""
    _picture(tmp_path / "before", "fr/light/small.badge.png", dot=(10, 10))
    return tmp_path / "before"


def test_the_same_picture_is_no_difference(before: Path, tmp_path: Path) -> None:
    _picture(tmp_path / "after", "fr/light/small.badge.png", dot=(10, 10))
    assert compare(before, tmp_path / "after", tmp_path / "overlays") == []


def test_a_part_that_moved_is_found_and_its_share_is_told(before: Path, tmp_path: Path) -> None:
    _picture(tmp_path / "after", "fr/light/small.badge.png", dot=(40, 10))
    assert compare(before, tmp_path / "after", tmp_path / "overlays") == [Difference("fr/light/small.badge.png", "changed", 200 / 5000)]
    with Image.open(tmp_path / "overlays" / "fr/light/small.badge.png") as overlay:
        assert overlay.getpixel((12, 12)) == overlay.getpixel((42, 12)) == (230, 0, 51)
        assert overlay.getpixel((80, 40)) != (230, 0, 51)


@pytest.mark.parametrize(("off", "is_found"), [(TOLERANCE, False), (TOLERANCE + 1, True)])
def test_a_shade_within_the_tolerance_is_no_difference(tmp_path: Path, off: int, *, is_found: bool) -> None:
    _picture(tmp_path / "before", "a.png", grey=200)
    _picture(tmp_path / "after", "a.png", grey=200 - off)
    assert bool(compare(tmp_path / "before", tmp_path / "after", tmp_path / "overlays")) == is_found


def test_a_larger_picture_is_other_where_the_smaller_ends(before: Path, tmp_path: Path) -> None:
    _picture(tmp_path / "after", "fr/light/small.badge.png", dot=(10, 10), size=(100, 60))
    (found,) = compare(before, tmp_path / "after", tmp_path / "overlays")
    assert found.share == pytest.approx(10 / 60)


def test_new_pictures_and_those_that_are_gone_are_told(before: Path, tmp_path: Path) -> None:
    _picture(tmp_path / "after", "fr/light/small.ribbon.png")
    found = compare(before, tmp_path / "after", tmp_path / "overlays")
    assert [(one.path, one.kind) for one in found] == [("fr/light/small.badge.png", "gone"), ("fr/light/small.ribbon.png", "new")]


def test_the_report_has_every_picture_that_it_shows(before: Path, tmp_path: Path) -> None:
    _picture(tmp_path / "after", "fr/light/small.badge.png", dot=(40, 10))
    page, count = write_report(before, tmp_path / "after", tmp_path / "report")
    assert count == 1
    known = json.loads(re.search(r"= (\{.*\});\n", page.read_text())[1])
    (difference,) = known["differences"]
    for name in ("accepted", "taken", "overlays"):
        assert (page.parent / known[name] / difference["path"]).exists()
