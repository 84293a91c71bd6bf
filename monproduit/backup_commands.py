"""The operator's commands `backup` and `restore`: everything in one file, and back."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import Progress

from monproduit.migrations.run import head, history, migrate, move
from monproduit.services.backups import restoring, taking
from monproduit.services.backups.archive import BackupError, Manifest, check


def backup(
    file: Annotated[Path, typer.Argument(help="The archive to write, e.g. monproduit.tar.gz.")],
    files: Annotated[bool, typer.Option("--files/--no-files", help="Whether the files to download are kept too, or the attachments alone.")] = True,
) -> None:
    """Keep everything in one file, while the portal is in use; SECRET_KEY is not in it: keep that apart."""
    console = Console(stderr=True)
    with _refusals(console), Progress(console=console, transient=True) as progress:
        bar = progress.add_task("backup", total=asyncio.run(taking.weigh()))
        manifest = asyncio.run(taking.take(file, lambda done: progress.advance(bar, done), with_files=files))
    _show(manifest)
    console.print(f"Kept in {file}.", markup=False, soft_wrap=True)


def restore(file: Annotated[Path, typer.Argument(help="An archive that backup wrote.")]) -> None:
    """Bring a backup back into an empty database, SQLite or PostgreSQL, whichever it came from: all or nothing."""
    console = Console(stderr=True)
    with _refusals(console), Progress(console=console, transient=True) as progress:
        bar = progress.add_task("reading", total=None)
        manifest = check(file, lambda _done: None)
        if not history(manifest.head) or manifest.head not in history(head()):
            raise BackupError(f"{file} is at migration {manifest.head}, which this portal ({head()}) does not know: it needs a later version.")
        current = asyncio.run(restoring.refuse_full())
        move(current, manifest.head)
        progress.update(bar, description="restore", total=manifest.rows * 2)
        try:
            asyncio.run(restoring.fill(file, manifest, lambda done: progress.advance(bar, done)))
        finally:
            migrate()
    _show(manifest)
    console.print(f"Restored from {file}: every table has the digest that it had.", markup=False, soft_wrap=True)


def _show(manifest: Manifest) -> None:
    for shape in manifest.tables:
        typer.echo(f"{shape.sha256}  {shape.rows:>9}  {shape.name}")
    typer.echo(f"{len(manifest.files)} files, {sum(kept.size for kept in manifest.files)} bytes; migration {manifest.head}")


@contextmanager
def _refusals(console: Console) -> Iterator[None]:
    """Say why it cannot be done, and end with an error."""
    try:
        yield
    except BackupError as error:
        console.print(str(error), style="red", markup=False, soft_wrap=True)
        raise typer.Exit(1) from None
