"""What `make gallery-export`, `make visual` and `make visual-accept` do."""

import json
import os
import shutil
import sys
from dataclasses import asdict
from pathlib import Path

import typer

from monproduit.gallery.build import build
from monproduit.gallery.comparison import compare
from monproduit.gallery.pictures import manifest, take
from monproduit.gallery.place import FOLDER

_TEMPLATES = Path(__file__).parent / "site"
_TAKEN = FOLDER / "pictures"
_REPORT = FOLDER / "report"
commands = typer.Typer(add_completion=False, no_args_is_help=True)


def accepted() -> Path:
    """Return the folder of the accepted pictures."""
    return Path(os.environ.get("MONPRODUIT_ACCEPTED_PICTURES") or FOLDER / "accepted").absolute()


@commands.command()
def export() -> None:
    """Write a site of pictures, which opens without a server."""
    site = FOLDER / "site"
    count = take(build(), site / "pictures")
    typer.echo(f"{count} pictures: {write_site(site)}")


@commands.command()
def visual() -> None:
    """Compare pictures of all examples with the accepted ones, and write a report of what is other."""
    count = take(build(), _TAKEN)
    if not accepted().exists():
        typer.echo(f"{count} pictures were taken. None were accepted before: `make visual-accept` accepts these.")
        return
    report, found = write_report(accepted(), _TAKEN, _REPORT)
    typer.echo(f"{count} pictures, {found} differences: {report}")
    sys.exit(1 if found else 0)


@commands.command()
def accept() -> None:
    """Take the latest pictures as the accepted ones."""
    if not _TAKEN.exists():
        sys.exit("There are no pictures yet: `make visual` takes them.")
    shutil.rmtree(accepted(), ignore_errors=True)
    shutil.copytree(_TAKEN, accepted())
    typer.echo(f"accepted: {accepted()}")


def write_site(folder: Path) -> Path:
    """Write the page of a folder whose pictures are taken, and return it."""
    page = folder / "index.html"
    page.write_text((_TEMPLATES / "index.html").read_text().replace("/*PICTURES*/[]", manifest()))
    return page


def write_report(before: Path, after: Path, folder: Path) -> tuple[Path, int]:
    """Write the report of two folders of pictures into a third, and return its page and how many differences there are."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    found = compare(before, after, folder / "overlays")
    for one in found:
        for name, source in (("accepted", before), ("taken", after)):
            if (source / one.path).exists():
                copy = folder / name / one.path
                copy.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(source / one.path, copy)
    known = {"accepted": "accepted", "taken": "taken", "overlays": "overlays", "differences": [asdict(one) for one in found]}
    page = folder / "index.html"
    page.write_text((_TEMPLATES / "report.html").read_text().replace("/*DIFFERENCES*/{}", json.dumps(known)))
    return page, len(found)


if __name__ == "__main__":
    commands()
