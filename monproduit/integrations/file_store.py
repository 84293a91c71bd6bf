"""A folder of files under random names; what is in it is known by the database alone."""

import errno
import logging
import secrets
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import anyio

from monproduit.core.errors import PortalError

_FULL = (errno.ENOSPC, errno.EDQUOT)
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Stored:
    """A file that was written: its name in the folder, its size in bytes, and its digest."""

    name: str
    size: int
    sha256: str


class FileStore:
    """Files in one folder."""

    def __init__(self, folder: Path) -> None:
        """Keep files in a folder, which is made when it is needed."""
        self._folder = folder

    async def write(self, parts: AsyncIterator[bytes], limit: int, check: Callable[[bytes], None], first: int) -> Stored:
        """Write what arrives, no more of it in memory than one part; `check` sees the first bytes and may refuse.

        Raises:
            PortalError: `file_too_large` (limit, in MB), `file_empty`, `no_room`, or what `check` raises; nothing stays behind.
        """
        path = self._folder / secrets.token_hex(16)
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            return await self._write(path, parts, limit, check, first)
        except BaseException as error:
            path.unlink(missing_ok=True)
            if isinstance(error, OSError) and error.errno in _FULL:
                _log.exception("the disk of the files is full")
                raise PortalError("no_room") from error
            raise

    async def _write(self, path: Path, parts: AsyncIterator[bytes], limit: int, check: Callable[[bytes], None], first: int) -> Stored:
        digest, size, head, is_checked = sha256(), 0, b"", False
        async with await anyio.open_file(path, "xb") as file:
            async for part in parts:
                size += len(part)
                if size > limit:
                    raise PortalError("file_too_large", limit=limit // 1_000_000)
                digest.update(part)
                head += part[: first - len(head)]
                if len(head) == first and not is_checked:
                    check(head)
                    is_checked = True
                await file.write(part)
        if not size:
            raise PortalError("file_empty")
        if not is_checked:
            check(head)
        return Stored(path.name, size, digest.hexdigest())

    def path(self, name: str) -> Path:
        """Return where a file is."""
        return self._folder / name

    def remove(self, name: str) -> None:
        """Forget a file."""
        self.path(name).unlink(missing_ok=True)
