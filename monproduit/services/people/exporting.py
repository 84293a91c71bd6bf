"""Give a person what the portal keeps about them: each table in JSON, and the files that they sent, in one zip."""

import json
import zipfile
from pathlib import Path
from typing import Any

from sqlalchemy import ColumnElement, Table, false, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import SQLModel, col

from monproduit.core import clock
from monproduit.core.database import reading
from monproduit.core.errors import PortalError
from monproduit.core.settings import settings
from monproduit.models import Attachment, Chat, ChatLine, Person
from monproduit.services.people.columns import EMAIL, PERSON, SECRET, UNTOLD

_DATA = "data.json"


async def export(email: str, path: Path) -> dict[str, int]:
    """Write a zip about a person; return how many rows of each table are in it.

    Raises:
        PortalError: `no_such_person`.
    """
    async with reading() as session:
        person = await session.scalar(select(Person).where(col(Person.email) == email.strip().lower()))
        if not person:
            raise PortalError("no_such_person")
        found = {table.name: await _rows(session, table, person) for table in SQLModel.metadata.sorted_tables}
        files = list(await session.scalars(select(Attachment).where(col(Attachment.user_id) == person.id)))
    told = {name: rows for name, rows in found.items() if rows}
    _write(path, {"made_at": clock.now(), "person": person.email, "tables": told}, files)
    return {name: len(rows) for name, rows in told.items()}


async def _rows(session: AsyncSession, table: Table, person: Person) -> list[dict[str, Any]]:
    shown = [column for column in table.columns if column.name not in SECRET and f"{table.name}.{column.name}" not in UNTOLD]
    rows = await session.execute(select(*shown).where(_is_about(table, person)))
    return [dict(row._mapping) for row in rows]  # noqa: SLF001 (SQLAlchemy's public name for it)


def _is_about(table: Table, person: Person) -> ColumnElement[bool]:
    if table.name == "person":
        return table.c.id == person.id
    about = [table.c[name.split(".")[1]] == person.id for name in PERSON if name.startswith(f"{table.name}.")]
    about += [func.lower(table.c[name.split(".")[1]]) == person.email for name in EMAIL if name.startswith(f"{table.name}.")]
    if table.name == "chat_line":
        about.append(col(ChatLine.chat_id).in_(select(col(Chat.id)).where(col(Chat.customer_id) == person.id)))
    return or_(false(), *about)


def _write(path: Path, data: dict[str, Any], files: list[Attachment]) -> None:
    with path.open("xb") as stream, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(_DATA, json.dumps(data, ensure_ascii=False, indent=1, default=lambda value: value.isoformat()))
        for one in files:
            place = settings().data_dir / "attachments" / one.stored
            if place.is_file():
                archive.write(place, f"attachments/{one.id}-{one.name}")
