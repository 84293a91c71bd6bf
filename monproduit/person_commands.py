"""The operator's commands about one person: `python -m monproduit person …`."""

import asyncio
from collections.abc import Awaitable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, TypeVar

import typer
from rich.console import Console

from monproduit.core.database import engine
from monproduit.core.errors import PortalError
from monproduit.services import logins
from monproduit.services.people import erasing, exporting
from monproduit.services.people.addresses import close_all

people = typer.Typer(help="Give a person what is kept about them, forget them, or sign them out.", no_args_is_help=True)
Result = TypeVar("Result")
_WORDS = {
    "no_such_person": "Nobody has this e-mail address.",
    "no_such_member": "The successor is not a member of each group that this person alone administers. Nothing was changed.",
    "last_administrator": "Nobody else administers {groups}: name a --successor among the members, or let another administrator be chosen first. "
    "Nothing was changed.",
}


@people.command()
def export(
    email: Annotated[str, typer.Argument(help="Whose data.")],
    file: Annotated[Path, typer.Argument(help="The zip to write.")],
) -> None:
    """Write what the portal keeps about a person, and the files that they sent."""
    with _refusals():
        for table, count in asyncio.run(_alone(exporting.export(email, file))).items():
            typer.echo(f"{count:>9}  {table}")


@people.command()
def erase(
    email: Annotated[str, typer.Argument(help="Who is to be forgotten.")],
    successor: Annotated[str, typer.Option(help="The e-mail address of the member who administers their groups after them.")] = "",
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
) -> None:
    """Forget a person: delete what is theirs, and take their name and address out of the rest. It cannot be undone."""
    if not yes:
        typer.confirm(f"Forget {email} for ever?", abort=True)
    with _refusals():
        erased = asyncio.run(_alone(erasing.erase(email, successor)))
    for table, count in erased.deleted.items():
        typer.echo(f"{count:>9}  {table}")
    typer.echo(f"{erased.mentions} rows no longer name them, {erased.files} files are gone.")
    for group in erased.groups:
        typer.echo(f"The group {group} had no other member and is gone; its licenses can be registered anew.")


@people.command()
def sign_out(
    email: Annotated[str, typer.Argument(help="Whose logins end; without it, everybody's.")] = "",
    everybody: Annotated[bool, typer.Option("--all", help="End all logins of everybody.")] = False,
    addresses: Annotated[bool, typer.Option("--addresses", help="Close their private addresses of feeds and calendars too.")] = False,
) -> None:
    """End all logins of a person, or of everybody: their open pages close within seconds."""
    if bool(email) == everybody:
        raise typer.BadParameter("Name one e-mail address, or --all.")
    with _refusals():
        typer.echo(f"{asyncio.run(_alone(logins.end_all(email)))} logins ended.")
        if addresses:
            typer.echo(f"{asyncio.run(_alone(close_all(email)))} addresses of feeds and calendars closed.")


async def _alone(work: Awaitable[Result]) -> Result:
    """Do the work, and leave no connection behind."""
    try:
        return await work
    finally:
        await engine().dispose()


@contextmanager
def _refusals() -> Iterator[None]:
    """Say why it cannot be done, and end with an error."""
    console = Console(stderr=True)
    try:
        yield
    except PortalError as error:
        console.print(_WORDS[error.key].format(**error.values), style="red", markup=False, soft_wrap=True)
    except FileExistsError as error:
        console.print(f"{error.filename} is there already: choose another name.", style="red", markup=False, soft_wrap=True)
    else:
        return
    raise typer.Exit(1)
