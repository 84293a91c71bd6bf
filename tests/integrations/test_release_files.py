"""Files are found below their folder, and nothing outside of it is."""

from pathlib import Path

import pytest
from pydantic import ValidationError

from monproduit.integrations.release_files import Place, place_of
from monproduit.services.data.formats import ANY_LINE

OUTSIDE = [
    "../secret",
    "a/../../secret",
    "/etc/passwd",
    "..",
    "a/../../../etc/passwd",
    "files/../../secret",
    "link/secret",
    "a\x00b",
    "",
    ".",
    "x" * 5000,
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Make a folder with one file, a secret beside it, and a link to what is outside."""
    (tmp_path / "secret").write_text("secret")
    made = tmp_path / "files"
    (made / "a").mkdir(parents=True)
    (made / "a" / "v.zip").write_bytes(b"12345")
    (made / "link").symlink_to(tmp_path)
    return made


@pytest.mark.parametrize("source", ["a/v.zip", "files/a/v.zip", "./a/v.zip", "a//v.zip"])
def test_a_file_below_the_folder_is_found(folder: Path, source: str) -> None:
    assert place_of(folder, source, 5) == place_of(folder, source, None) == Place(folder / "a" / "v.zip")


@pytest.mark.parametrize("source", OUTSIDE)
def test_nothing_outside_is(folder: Path, source: str) -> None:
    assert place_of(folder, source, None) is None


def test_a_file_that_is_not_whole_is_not_there(folder: Path) -> None:
    assert place_of(folder, "a/v.zip", 6) is None
    assert place_of(folder, None, None) is None
    assert place_of(folder / "nowhere", "v.zip", None) is None


def test_an_address_is_a_place(folder: Path) -> None:
    assert place_of(folder, "https://fichiers.editeur.example/v.zip", 5) == Place(url="https://fichiers.editeur.example/v.zip")
    assert place_of(folder, "http://fichiers.editeur.example/v.zip", 5) is None


@pytest.mark.parametrize("source", ["../v.zip", "/v.zip", "a/../../v.zip", "http://a/v.zip", "file:///etc/passwd", "a\\v.zip", "a\nb", ""])
def test_the_data_format_refuses_what_could_not_be_served(source: str) -> None:
    line = {"type": "release_file", "product": "vigie", "version": "7.2", "name": "v.zip"}
    assert ANY_LINE.validate_python({**line, "source": "files/v.zip"})
    with pytest.raises(ValidationError, match="a source is a path below"):
        ANY_LINE.validate_python({**line, "source": source})
