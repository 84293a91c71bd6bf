"""The operator's command `bounce`: read reports of mails that came back, as a mail server's alias hands them over."""

import asyncio
import os
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, BinaryIO

import typer
from sqlalchemy.engine import make_url
from sqlalchemy.exc import SQLAlchemyError

from monproduit.core import logs
from monproduit.core.database import engine
from monproduit.core.settings import settings
from monproduit.integrations.bounce import LONGEST
from monproduit.services import bounces

_CHUNK = 1 << 16


def bounce(
    files: Annotated[list[Path] | None, typer.Argument(help="Mails in files; without any, one mail on the standard input.")] = None,
) -> None:
    """Read reports of mails that came back; what is none, or about an unknown mail, changes nothing and is no error.

    Ends with 75 where the database cannot be reached, so that a mail server keeps the report and tries again.
    """
    logs.configure()
    if not files and sys.stdin.isatty():
        raise typer.BadParameter("name files, or give a mail on the standard input")
    given, unread = _given(files) if files else ([("", _first(sys.stdin.buffer))], False)
    try:
        _require_database()
        verdicts = asyncio.run(_take(content for _name, content in given))
    except (SQLAlchemyError, OSError) as error:
        typer.echo(f"The portal's database cannot be reached ({type(error).__name__}): nothing was changed since.", err=True)
        raise typer.Exit(os.EX_TEMPFAIL) from None
    for (name, _content), verdict in zip(given, verdicts, strict=True):
        if name:
            typer.echo(f"{name}: {verdict}")
    if unread:
        raise typer.Exit(2)


def _given(files: Iterable[Path]) -> tuple[list[tuple[str, bytes]], bool]:
    """Return the beginnings of files by their names, and whether one could not be read, which is said."""
    given, unread = list[tuple[str, bytes]](), False
    for file in files:
        try:
            with file.open("rb") as stream:
                given.append((str(file), stream.read(LONGEST)))
        except OSError as error:
            typer.echo(f"{file}: {error.strerror}", err=True)
            unread = True
    return given, unread


def _first(stream: BinaryIO) -> bytes:
    """Return the beginning, and take the rest too: whoever writes it must not find the pipe closed."""
    content = stream.read(LONGEST)
    while stream.read(_CHUNK):
        pass
    return content


def _require_database() -> None:
    """Make no database where there is none: whoever runs this may be another user than the portal's.

    Raises:
        FileNotFoundError: there is none.
    """
    url = make_url(settings().database)
    if url.get_backend_name() == "sqlite" and not Path(url.database or "").is_file():
        raise FileNotFoundError


async def _take(contents: Iterable[bytes]) -> list[bounces.Verdict]:
    """Take reports one by one, and leave no connection behind."""
    try:
        return [await bounces.take(content) for content in contents]
    finally:
        await engine().dispose()
