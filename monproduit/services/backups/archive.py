"""The file of a backup: a compressed tar of a file of rows for each table, the files that people sent or may download, and a manifest."""

import gzip
import hashlib
import os
import tarfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from io import BytesIO
from pathlib import Path, PurePosixPath
from typing import IO, Literal

from pydantic import BaseModel, ConfigDict, ValidationError, field_validator

from monproduit.services.backups.shapes import Shape

MANIFEST = "manifest.json"
FOLDERS = ("attachments", "files")
_LARGEST = 100_000_000
_PIECE = 1 << 20
Progress = Callable[[int], object]


class BackupError(Exception):
    """A backup cannot be made or brought back; the text says why, in a plain sentence."""


class Kept(BaseModel):
    """A file in a backup, by its path below the data folder."""

    model_config = ConfigDict(extra="forbid")

    path: str
    size: int
    sha256: str

    @field_validator("path")
    @classmethod
    def _stays_inside(cls, path: str) -> str:
        parts = PurePosixPath(path).parts
        if len(parts) < 2 or parts[0] not in FOLDERS or ".." in parts or path != str(PurePosixPath(path)):  # noqa: PLR2004 (a folder and a name)
            raise ValueError("a path leads elsewhere")
        return path


class Manifest(BaseModel):
    """What is in a backup."""

    model_config = ConfigDict(extra="forbid")

    format: Literal[1] = 1
    head: str
    made_at: datetime
    tables: list[Shape]
    files: list[Kept]

    @property
    def rows(self) -> int:
        """How many rows there are in all tables."""
        return sum(shape.rows for shape in self.tables)


def member(shape: Shape) -> str:
    """Return the name of a table's rows in the archive."""
    return f"tables/{shape.name}.jsonl"


@contextmanager
def written(path: Path) -> Iterator[tarfile.TarFile]:
    """Give an archive to fill; it has its name once it is whole, and only its owner reads it.

    Raises:
        BackupError: there is such a file already.
    """
    if path.exists():
        raise BackupError(f"{path} is there already: choose another name.")
    part = path.with_name(path.name + ".part")
    try:
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as stream:
            with tarfile.open(fileobj=stream, mode="w:gz", compresslevel=6) as archive:
                yield archive
            stream.flush()
            os.fsync(stream.fileno())
        part.replace(path)
    except FileExistsError:
        raise BackupError(f"{part} is there already: another backup is under way, or was interrupted.") from None
    except BaseException:
        part.unlink(missing_ok=True)
        raise


def add(archive: tarfile.TarFile, name: str, stream: IO[bytes], moment: datetime) -> Kept:
    """Put a file into an archive, and return what the manifest says of it."""
    info, reader = tarfile.TarInfo(name), _Summing(stream)
    info.size, info.mtime, info.mode = stream.seek(0, os.SEEK_END), int(moment.timestamp()), 0o600
    stream.seek(0)
    archive.addfile(info, reader)  # type: ignore[arg-type]
    return Kept.model_construct(path=name, size=info.size, sha256=reader.sum.hexdigest())


def close(archive: tarfile.TarFile, manifest: Manifest) -> None:
    """Put the manifest into an archive, as its last part: what has none was not finished."""
    add(archive, MANIFEST, BytesIO(manifest.model_dump_json(indent=1).encode()), manifest.made_at)


@contextmanager
def opened(path: Path) -> Iterator[Iterator[tuple[str, IO[bytes]]]]:
    """Give each part of an archive, by its name.

    Raises:
        BackupError: the file cannot be read, or is damaged.
    """
    try:
        with tarfile.open(path, "r|gz") as archive:
            yield ((info.name, stream) for info in archive if (stream := archive.extractfile(info)))
    except FileNotFoundError:
        raise BackupError(f"{path} is not there.") from None
    except ValidationError:
        raise BackupError(f"{path} is damaged, or of a later version of the portal: its manifest cannot be read.") from None
    except (tarfile.TarError, gzip.BadGzipFile, EOFError, zlib.error):
        raise BackupError(f"{path} is damaged, or no backup: it cannot be read to its end.") from None


def check(path: Path, on_progress: Progress) -> Manifest:
    """Read all of an archive and compare it with its manifest; return that.

    Raises:
        BackupError: a byte is not what it was.
    """
    found, manifest = dict[str, str](), None
    with opened(path) as parts:
        for name, stream in parts:
            if name == MANIFEST:
                manifest = Manifest.model_validate_json(stream.read(_LARGEST))
            else:
                found[name] = digest(stream, on_progress)
    if not manifest:
        raise BackupError(f"{path} is not a whole backup: it has no manifest.")
    wanted = {member(shape): shape.sha256 for shape in manifest.tables} | {kept.path: kept.sha256 for kept in manifest.files}
    if wrong := {name for name in found.keys() | wanted.keys() if found.get(name) != wanted.get(name)}:
        raise BackupError(f"{path} is damaged: {min(wrong)} is not what it was.")
    return manifest


def digest(stream: IO[bytes], on_progress: Progress = lambda _: None, copy: IO[bytes] | None = None) -> str:
    """Return the SHA-256 of what is left of a stream, and write it elsewhere on the way."""
    made = hashlib.sha256()
    while piece := stream.read(_PIECE):
        made.update(piece)
        if copy:
            copy.write(piece)
        on_progress(len(piece))
    return made.hexdigest()


class _Summing:
    """A stream whose digest is known once it was read."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream, self.sum = stream, hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        """Read on."""
        piece = self._stream.read(size)
        self.sum.update(piece)
        return piece
