"""The operator's commands: `python -m monproduit …`."""

import asyncio
import contextlib
import sys
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import Progress

from monproduit.backup_commands import backup, restore
from monproduit.bounce_commands import bounce
from monproduit.core.settings import settings
from monproduit.key_commands import reseal
from monproduit.person_commands import people
from monproduit.services import permissions_page
from monproduit.services.data import exporting
from monproduit.services.data.applying import Report, apply
from monproduit.services.data.reading import Raw, files, lines
from monproduit.token_commands import tokens

app = typer.Typer(help="Feed and look after the portal.", no_args_is_help=True, add_completion=False)
app.add_typer(tokens, name="token")
app.add_typer(people, name="person")
app.command()(backup)
app.command()(restore)
app.command()(bounce)
app.command()(reseal)
_SHOWN = 50


@app.callback()
def main() -> None:
    """Feed and look after the portal."""


@app.command("import")
def import_(
    paths: Annotated[list[Path], typer.Argument(help="JSON Lines files, Markdown articles, CSAF advisories, OpenEoX documents, or folders of them.")],
    keep_going: Annotated[bool, typer.Option("--keep-going", help="Leave wrong lines out instead of changing nothing.")] = False,
) -> None:
    """Import things in the data format; importing twice changes nothing."""
    console = Console(stderr=True)
    try:
        raws = list(lines(files(paths)))
    except OSError as error:
        console.print(str(error), style="red", markup=False)
        raise typer.Exit(2) from None
    _bring_up_to_date()
    report = asyncio.run(_import(raws, console, keep_going=keep_going))
    _show(report, console)
    if report.problems:
        raise typer.Exit(1)


@app.command()
def export(path: Annotated[Path | None, typer.Argument(help="A file; without it, the standard output.")] = None) -> None:
    """Write everything in the data format: what import reads."""
    asyncio.run(_export(path, Console(stderr=True)))


@app.command()
def demo() -> None:
    """Load the demo world as of today; twice on a day changes nothing."""
    from monproduit.demo import load  # noqa: PLC0415 (of no use to the other commands)

    _bring_up_to_date()
    _show(asyncio.run(load()), Console(stderr=True))


@app.command()
def permissions() -> None:
    """Write the table of roles and permissions in Markdown: docs/permissions.md."""
    typer.echo(permissions_page.page(), nl=False)


def _bring_up_to_date() -> None:
    """Make the database where there is none yet: one may feed the portal before it is first served."""
    from monproduit.migrations.run import migrate  # noqa: PLC0415 (of no use to the other commands)

    settings().data_dir.mkdir(0o700, parents=True, exist_ok=True)
    migrate(settings().database)


async def _export(path: Path | None, console: Console) -> None:
    with contextlib.ExitStack() as stack:
        stream = stack.enter_context(path.open("w", encoding="utf-8")) if path else sys.stdout
        progress = stack.enter_context(Progress(console=console, transient=True))
        bar = progress.add_task("export", total=await exporting.count())
        async for line in exporting.export():
            stream.write(line.model_dump_json() + "\n")
            progress.advance(bar)


async def _import(raws: list[Raw], console: Console, *, keep_going: bool) -> Report:
    with Progress(console=console, transient=True) as progress:
        bar = progress.add_task("import", total=len(raws))
        return await apply(raws, keep_going=keep_going, on_progress=lambda done: progress.advance(bar, done))


def _show(report: Report, console: Console) -> None:
    for problem in report.problems[:_SHOWN]:
        console.print(str(problem), style="red", markup=False, soft_wrap=True)
    if len(report.problems) > _SHOWN:
        console.print(f"… and {len(report.problems) - _SHOWN} more problems")
    for reason in report.aside[:_SHOWN]:
        console.print(f"Set aside: {reason}", style="yellow", markup=False, soft_wrap=True)
    if len(report.aside) > _SHOWN:
        console.print(f"… and {len(report.aside) - _SHOWN} more set aside")
    if not report.applied:
        count = len(report.problems)
        console.print(f"{count} {'problem' if count == 1 else 'problems'}: nothing was changed.")
        return
    written = ", ".join(f"{count} {name}" for name, count in report.written.items() if count) or "nothing"
    console.print(f"Written: {written}. Unchanged: {report.unchanged}.")
