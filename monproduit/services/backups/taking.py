"""Make a backup while the portal is in use: all tables as they stand at one moment, then the files that they name."""

import hashlib
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from tarfile import TarFile
from tempfile import TemporaryDirectory
from typing import IO

from sqlalchemy import func, select, text
from sqlalchemy.ext.asyncio import AsyncConnection

from monproduit.core import clock
from monproduit.core.database import make_engine
from monproduit.core.settings import settings
from monproduit.migrations.run import head, revision
from monproduit.services.backups.archive import BackupError, Kept, Manifest, Progress, add, close, member, written
from monproduit.services.backups.shapes import Shape, lines, shapes


async def weigh() -> int:
    """Return how much a backup has to do, for a progress bar."""
    engine = make_engine(settings().database)
    try:
        async with engine.connect() as connection:
            return sum([await connection.scalar(select(func.count()).select_from(shape.table())) or 0 for shape in shapes()])
    finally:
        await engine.dispose()


async def take(path: Path, on_progress: Progress, *, with_files: bool = True) -> Manifest:
    """Write a backup; with the files to download too, unless they are kept elsewhere.

    Raises:
        BackupError: the file is there already, or the database is not at the last migration.
    """
    with written(path) as archive, TemporaryDirectory(dir=path.parent, prefix=".backup-") as folder:
        moment = clock.now()
        tables = await _tables(Path(folder), on_progress)
        for shape in tables:
            with (Path(folder) / shape.name).open("rb") as stream:
                add(archive, member(shape), stream, moment)
        files = [kept for name, place in _files(with_files=with_files) if (kept := _keep(archive, name, place, moment))]
        manifest = Manifest(head=head(), made_at=moment, tables=tables, files=files)
        close(archive, manifest)
    return manifest


async def summed(connection: AsyncConnection, shape: Shape, on_progress: Progress, rows: IO[bytes] | None = None) -> Shape:
    """Return a table's shape with its count and its digest, and write its rows into a file on the way."""
    made, count = hashlib.sha256(), 0
    async for line in lines(connection, shape):
        made.update(line)
        if rows:
            rows.write(line)
        count += 1
        on_progress(1)
    return shape.model_copy(update={"rows": count, "sha256": made.hexdigest()})


async def _tables(folder: Path, on_progress: Progress) -> list[Shape]:
    engine = make_engine(settings().database)
    try:
        async with engine.connect() as connection:
            is_sqlite = connection.dialect.name == "sqlite"
            await connection.execute(text("BEGIN" if is_sqlite else "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY"))
            found = await revision(connection)
            if found != head():
                raise BackupError(f"The database is at migration {found or 'none'}, this portal at {head()}: use the version that serves it.")
            return [await _spooled(connection, shape, folder / shape.name, on_progress) for shape in shapes()]
    finally:
        await engine.dispose()


async def _spooled(connection: AsyncConnection, shape: Shape, place: Path, on_progress: Progress) -> Shape:
    with place.open("wb") as rows:
        return await summed(connection, shape, on_progress, rows)


def _files(*, with_files: bool) -> Iterator[tuple[str, Path]]:
    folders = {"attachments": settings().data_dir / "attachments", **({"files": settings().files} if with_files else {})}
    for name, folder in folders.items():
        for place in sorted(folder.rglob("*")):
            if place.is_file() and not place.is_symlink():
                yield f"{name}/{place.relative_to(folder).as_posix()}", place


def _keep(archive: TarFile, name: str, place: Path, moment: datetime) -> Kept | None:
    """Put a file into the archive, unless it was tidied away since it was listed."""
    try:
        stream = place.open("rb")
    except FileNotFoundError:
        return None
    with stream:
        return add(archive, name, stream, moment)
