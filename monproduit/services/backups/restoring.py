"""Bring a backup back: into an empty database of either kind, all of it or nothing, and proven equal before it counts."""

import shutil
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from tempfile import mkdtemp
from typing import IO, Any

from sqlalchemy import func, insert, select, text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection

from monproduit.core.database import make_engine
from monproduit.core.settings import settings
from monproduit.migrations.run import revision
from monproduit.services.backups.archive import FOLDERS, BackupError, Manifest, Progress, digest, member, opened
from monproduit.services.backups.shapes import Kind, Shape, row, shapes
from monproduit.services.backups.taking import summed

_TOGETHER = 1000


async def refuse_full() -> str:
    """Return the migration at which the database stands, or nothing when it has no tables.

    Raises:
        BackupError: a table holds something, or a folder of files does.
    """
    for folder in _folders().values():
        if folder.exists() and any(folder.iterdir()):
            raise BackupError(f"{folder} is not empty: a backup is restored into an empty portal only.")
    settings().data_dir.mkdir(0o700, parents=True, exist_ok=True)
    engine = make_engine(settings().database)
    try:
        async with engine.connect() as connection:
            found = await revision(connection)
            for shape in shapes() if found else ():
                if rows := await _count(connection, shape.name):
                    raise BackupError(f"The database is not empty: {shape.name} has rows ({rows}). A backup is restored into an empty one only.")
            return found
    finally:
        await engine.dispose()


async def fill(path: Path, manifest: Manifest, on_progress: Progress) -> None:
    """Write the rows and files of an archive in one transaction, and compare what then stands there with what was kept.

    Raises:
        BackupError: the archive is damaged, or the database did not keep what it was given.
    """
    aside, engine = Path(mkdtemp(dir=settings().data_dir, prefix=".restore-")), make_engine(settings().database)
    try:
        async with engine.begin() as connection:
            if connection.dialect.name == "sqlite":
                await connection.execute(text("BEGIN IMMEDIATE"))
            await _write(connection, path, manifest, aside, on_progress)
            await _compare(connection, manifest, on_progress)
            await _count_on(connection, manifest)
            _place(aside)
    except (SQLAlchemyError, ValueError) as error:
        raise BackupError(f"{path} does not fit into this database ({type(error).__name__}); nothing was changed.") from error
    finally:
        await engine.dispose()
        shutil.rmtree(aside, ignore_errors=True)


async def _write(connection: AsyncConnection, path: Path, manifest: Manifest, aside: Path, on_progress: Progress) -> None:
    tables = {member(shape): shape for shape in manifest.tables}
    files = {kept.path: kept.sha256 for kept in manifest.files}
    with opened(path) as parts:
        for name, stream in parts:
            if name in tables:
                for some in _rows(tables[name], stream):
                    await connection.execute(insert(tables[name].table()), some)
                    on_progress(len(some))
            elif name in files:
                _copy(stream, aside / name, files[name])


def _rows(shape: Shape, stream: IO[bytes]) -> Iterator[list[dict[str, Any]]]:
    while some := [row(shape, line) for line in islice(stream, _TOGETHER)]:
        yield some


def _copy(stream: IO[bytes], place: Path, sha256: str) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    with place.open("xb") as copy:
        if digest(stream, copy=copy) != sha256:
            raise BackupError(f"{place.name} is not what it was; nothing was changed.")


async def _compare(connection: AsyncConnection, manifest: Manifest, on_progress: Progress) -> None:
    for kept in manifest.tables:
        found = await summed(connection, kept, on_progress)
        if (found.rows, found.sha256) != (kept.rows, kept.sha256):
            raise BackupError(f"The table {kept.name} is not what it was; nothing was changed.")


async def _count_on(connection: AsyncConnection, manifest: Manifest) -> None:
    """Let PostgreSQL number new rows after those that came."""
    if connection.dialect.name != "postgresql":
        return
    for shape in manifest.tables:
        if shape.order == ["id"] and shape.columns["id"] == Kind.NUMBER and shape.rows:
            table = shape.table()
            await connection.execute(
                select(func.setval(func.pg_get_serial_sequence(shape.name, "id"), select(func.max(table.c.id)).scalar_subquery()))
            )


async def _count(connection: AsyncConnection, table: str) -> int:
    if not await connection.run_sync(lambda sync: sync.dialect.has_table(sync, table)):
        return 0
    return await connection.scalar(select(func.count()).select_from(text(table))) or 0


def _folders() -> dict[str, Path]:
    return dict(zip(FOLDERS, (settings().data_dir / "attachments", settings().files), strict=True))


def _place(aside: Path) -> None:
    """Move the files to where the portal looks for them, last of all."""
    for name, folder in _folders().items():
        if (aside / name).exists():
            folder.parent.mkdir(parents=True, exist_ok=True)
            if folder.exists():
                folder.rmdir()
            shutil.move(aside / name, folder)
