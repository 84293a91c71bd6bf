"""The files of documents and videos that the portal keeps itself, under its data folder."""

from pathlib import Path

from sqlalchemy import select
from sqlmodel import col

from monproduit.core.database import reading
from monproduit.core.errors import PortalError
from monproduit.core.settings import settings
from monproduit.models import Document, Video

_KINDS: dict[str, type[Document | Video]] = {"documents": Document, "videos": Video}


async def path_of(kind: str, key: str) -> Path:
    """Return where the file of a document or video is.

    Raises:
        PortalError: `no_such_file`: unknown, at an address of its own, gone, or outside of the data folder.
    """
    table = _KINDS[kind]
    async with reading() as session:
        source = await session.scalar(select(col(table.source)).where(col(table.key) == key))
    home = settings().data_dir.resolve()
    path = (home / source).resolve() if source else home
    if not path.is_relative_to(home) or not path.is_file():
        raise PortalError("no_such_file")
    return path
