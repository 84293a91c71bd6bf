"""The operator's commands for tokens of the REST API: `python -m monproduit token …`."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated

import typer
from rich.console import Console

from monproduit.core.enums import ApiScope
from monproduit.core.errors import PortalError
from monproduit.core.localisation import use_locale
from monproduit.services import api_tokens
from monproduit.services.error_words import say

tokens = typer.Typer(help="Make, list and revoke tokens of the REST API.", no_args_is_help=True)


@tokens.command()
def create(
    name: Annotated[str, typer.Argument(help="What uses it, e.g. crm.")],
    scope: Annotated[list[ApiScope] | None, typer.Option(help="May be given several times; without it, all.")] = None,
    days: Annotated[int | None, typer.Option(help="How long it lasts; without it, until it is revoked.")] = None,
) -> None:
    """Make a token and print it; it is shown this once."""
    with use_locale("en"), _refusals():
        typer.echo(asyncio.run(api_tokens.create(name, scope or list(ApiScope), days)))
    Console(stderr=True).print("Keep it well: it is shown this once.")


@tokens.command("list")
def list_() -> None:
    """List the tokens that are in use."""
    for token in asyncio.run(api_tokens.live()):
        used = f"last used {token.last_used_at:%Y-%m-%d %H:%M} UTC" if token.last_used_at else "never used"
        ends = f", until {token.expires_at:%Y-%m-%d}" if token.expires_at else ""
        typer.echo(f"{token.name}\t{token.scopes}\tmade {token.created_at:%Y-%m-%d}{ends}\t{used}")


@tokens.command()
def revoke(name: Annotated[str, typer.Argument(help="The name of the token.")]) -> None:
    """End a token at once."""
    with use_locale("en"), _refusals():
        asyncio.run(api_tokens.revoke(name))
    Console(stderr=True).print(f"{name} is revoked.", markup=False)


@contextmanager
def _refusals() -> Iterator[None]:
    """Say an expected refusal, and end with an error."""
    try:
        yield
    except PortalError as error:
        Console(stderr=True).print(say(error), style="red", markup=False)
        raise typer.Exit(1) from None
