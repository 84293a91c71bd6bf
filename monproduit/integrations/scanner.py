"""Ask ClamAV whether a file is infected: clamd's INSTREAM, over TCP."""

import asyncio
from pathlib import Path
from urllib.parse import urlsplit

import anyio

SCHEME = "clamd"
_PORT = 3310
_PATIENCE = 60.0
_PART = 65_536
_LONGEST = 1000


class ScannerError(Exception):
    """The scanner is away, or says neither yes nor no; the text says what it says."""


async def infection(path: Path, address: str) -> str:
    """Return the name of what a file is infected with, or nothing.

    Raises:
        ScannerError: it could not be scanned.
    """
    place = urlsplit(address)
    try:
        async with asyncio.timeout(_PATIENCE):
            reader, writer = await asyncio.open_connection(place.hostname, place.port or _PORT)
            try:
                said = await _ask(path, reader, writer)
            finally:
                writer.close()
    except (OSError, TimeoutError, asyncio.LimitOverrunError, asyncio.IncompleteReadError) as error:
        raise ScannerError(type(error).__name__) from error
    result = said.partition(": ")[2]
    if result == "OK":
        return ""
    if not result.endswith(" FOUND"):
        raise ScannerError(said[:_LONGEST])
    return result.removesuffix(" FOUND")[:_LONGEST]


async def _ask(path: Path, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> str:
    writer.write(b"zINSTREAM\0")
    async with await anyio.open_file(path, "rb") as file:
        while part := await file.read(_PART):
            writer.write(len(part).to_bytes(4, "big") + part)
            await writer.drain()
    writer.write(bytes(4))
    await writer.drain()
    return (await reader.readuntil(b"\0")).decode("utf-8", "replace").rstrip("\0")
