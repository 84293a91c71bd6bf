"""Versions and their files: which are out, where they are, and where a click on one leads."""

from collections.abc import Iterable
from datetime import date

from sqlalchemy import ColumnElement, or_
from sqlmodel import col

from monproduit.core.settings import settings
from monproduit.integrations.release_files import Place, place_of
from monproduit.models import Release, ReleaseFile


def is_available(release: type[Release], today: date) -> ColumnElement[bool]:
    """Tell whether a version is out; one whose date is not known is."""
    return or_(col(release.released_on).is_(None), col(release.released_on) <= today)


def address(file_id: int) -> str:
    """Return where a click on a file leads: a link is made there."""
    return f"/files/software/{file_id}"


def place(file: ReleaseFile) -> Place | None:
    """Look where a file is, if it is anywhere. It touches the disk: call it in a thread."""
    return place_of(settings().files, file.source, file.size)


def places(files: Iterable[ReleaseFile]) -> dict[int, Place]:
    """Look where files are, by their ids; those that are nowhere are left out. It touches the disk: call it in a thread."""
    found = {file.id: place(file) for file in files}
    return {id_: where for id_, where in found.items() if where}
