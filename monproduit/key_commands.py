"""The operator's command about the portal's secret: `python -m monproduit reseal`."""

import asyncio

import typer

from monproduit.core.database import engine
from monproduit.services import resealing
from monproduit.services.resealing import Resealed


def reseal() -> None:
    """Seal license keys and secrets of webhooks under SECRET_KEY, opened by it or by OLD_SECRET_KEY."""
    done = asyncio.run(_alone())
    typer.echo(f"{done.keys} license keys and {done.hooks} webhooks are sealed under SECRET_KEY; neither secret opens {done.lost}.")
    if done.lost:
        raise typer.Exit(1)


async def _alone() -> Resealed:
    """Do the work, and leave no connection behind."""
    try:
        return await resealing.reseal()
    finally:
        await engine().dispose()
