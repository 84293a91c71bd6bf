"""Dernier téléchargement."""

from dataclasses import replace
from functools import partial
from typing import Any

from monproduit.components.sections.latest_download import latest_download, latest_download_details
from monproduit.gallery.example import LONG_WORD, Example, Size, State, example, numbered, var
from monproduit.gallery.frames import fold, in_cell, in_details
from monproduit.views.downloads import DownloadLine, LatestDownload
from monproduit.views.page import Page

cell, opened = partial(example, size=Size.SMALL, frame=in_cell), partial(example, size=Size.WIDE, frame=in_details)
CURRENT = LatestDownload("7.2.1", "6 nov. 2026", "current", "À jour", "7.2.1 du 4 nov. 2026", "Support jusqu’au 18 avr. 2030")
LINE = DownloadLine("d1", "archivo-7.2.1.zip", "3 nov. 2026", "6 nov. 2026", "7.2.1", "/files/software/1")
GONE = DownloadLine("d2", "archivo-6.9.zip", "2 févr. 2024", "2 févr. 2026", "6.9")


def _opened(page: Any, *, failed: bool = False) -> Example:
    return Example(latest_download_details, page, CURRENT, fold(opened=True, failed=failed))


@cell(State.ONE)
def current() -> Example:
    """The latest version."""
    return Example(latest_download, CURRENT, fold())


@cell(State.MANY)
def behind() -> Example:
    """Three versions behind."""
    return Example(latest_download, LatestDownload("12.1", "30 oct. 2025", "behind", "3 versions de retard", "12.4 du 12 nov. 2026"), fold())


@cell(State.EXPIRED)
def unsupported() -> Example:
    """A version whose support has ended."""
    ended = LatestDownload("6.9", "2 févr. 2026", "behind", "4 versions de retard", support="Support arrêté le 8 juil. 2026", is_unsupported=True)
    return Example(latest_download, ended, fold())


@cell(State.EMPTY)
def none() -> Example:
    """Nothing was downloaded."""
    return Example(latest_download, LatestDownload("", "Aucun téléchargement"), fold())


@cell(State.SUSPENDED, State.PORTAL, State.NEW)
def as_ever() -> Example:
    """As ever."""
    return Example(latest_download, CURRENT, fold())


@cell(State.LONG)
def long_words() -> Example:
    """A version without a place to break."""
    return Example(latest_download, replace(CURRENT, version=LONG_WORD), fold())


@cell(State.MISSING)
def missing_texts() -> Example:
    """A version of which nothing is known."""
    return Example(latest_download, LatestDownload("6.9-P20240304", ""), fold())


@opened(State.ONE)
def one_line() -> Example:
    """Opened: one file, which can be fetched again."""
    return _opened(Page([LINE], 1))


@opened(State.MANY)
def lines() -> Example:
    """Opened: several, one is gone."""
    return _opened(Page([LINE, GONE], 2))


@opened(State.HUGE)
def thousands() -> Example:
    """Opened: the first of 5,000."""
    return _opened(Page(numbered([LINE, GONE], 12, "key"), 5000, 4988, "Afficher encore 50"))


@opened(State.LONG)
def long_lines() -> Example:
    """Opened: a file without a place to break."""
    return _opened(Page([replace(LINE, file=f"{LONG_WORD}.zip")], 1))


@opened(State.EMPTY)
def no_lines() -> Example:
    """Opened: nothing was downloaded."""
    return _opened(Page())


@opened(State.LOADING)
def loading() -> Example:
    """Opened: on its way."""
    return _opened(var(None, Page))


@opened(State.ERROR)
def failed() -> Example:
    """Opened: no answer."""
    return _opened(var(None, Page), failed=True)
