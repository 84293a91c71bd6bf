"""Actualités et alertes."""

from dataclasses import replace
from functools import partial

from monproduit.components.sections.news_alerts import news_alerts, news_alerts_details
from monproduit.gallery.example import LONG_WORD, Example, Size, State, example, nothing, numbered, var
from monproduit.gallery.frames import fold, in_cell, in_details
from monproduit.views.alerts import AlertLine, NewsAlerts
from monproduit.views.page import Page

cell, opened = partial(example, size=Size.SMALL, frame=in_cell), partial(example, size=Size.WIDE, frame=in_details)
CELL = NewsAlerts("Version 7.2.1 disponible", "22 nov. 2026", "product", 1, "1 nouvelle alerte", 4)
FIX = AlertLine(
    key="faille-agent",
    title="Faille dans l’agent de sauvegarde",
    kind="security",
    kind_label="Sécurité",
    severity="high",
    severity_label="Élevée",
    published="18 nov. 2026",
    url="https://editeur.example",
    is_important=True,
    is_new=True,
    fix="Corrigée en 7.2.1 ; vous avez 7.1.",
    is_exposed=True,
)
NEWS = AlertLine("webinaire", "Webinaire", "news", "Actualité", "", "", "2 juin 2026", "", is_important=False, is_new=False)


@cell(State.ONE, State.NEW)
def one_new() -> Example:
    """One is new."""
    return Example(news_alerts, CELL, fold())


@cell(State.MANY, State.NEW)
def several_new() -> Example:
    """Twelve are new."""
    return Example(news_alerts, replace(CELL, new_count=12, new_label="12 nouvelles alertes"), fold())


@cell()
def all_seen() -> Example:
    """All were seen."""
    return Example(news_alerts, NewsAlerts("3 actualités", "", "", 0, "", 3), fold())


@cell(State.EXPIRED)
def end_of_life() -> Example:
    """Of a version whose support has ended."""
    return Example(news_alerts, NewsAlerts("Fin de prise en charge de la version 15", "31 oct. 2026", "lifecycle", 0, "", 4), fold())


@cell(State.SUSPENDED, State.PORTAL)
def as_ever() -> Example:
    """As ever."""
    return Example(news_alerts, replace(CELL, new_count=0, new_label=""), fold())


@cell(State.LONG)
def long_words() -> Example:
    """A title of several lines, with a word without a place to break."""
    return Example(news_alerts, replace(CELL, title=f"Un titre si long qu’il prend plusieurs lignes : {LONG_WORD}"), fold())


@cell(State.EMPTY)
def none() -> Example:
    """Nothing was published."""
    return Example(news_alerts, NewsAlerts("Aucune actualité", "", "", 0, ""), fold())


@cell(State.MISSING)
def missing_texts() -> Example:
    """An alert without a title."""
    return Example(news_alerts, NewsAlerts("", "22 nov. 2026", "news", 0, "", 1), fold())


@opened(State.ONE)
def one_line() -> Example:
    """Opened: one."""
    return Example(news_alerts_details, Page([NEWS], 1), CELL, fold(opened=True), on_email=nothing)


@opened(State.MANY, State.NEW)
def lines() -> Example:
    """Opened: several, one is new and about my version."""
    return Example(news_alerts_details, Page([FIX, NEWS], 2), replace(CELL, wants_email=True), fold(opened=True), on_email=nothing)


@opened(State.HUGE)
def thousands() -> Example:
    """Opened: the first of 5,000."""
    return Example(
        news_alerts_details, Page(numbered([FIX, NEWS], 12, "key"), 5000, 4988, "Afficher encore 50"), CELL, fold(opened=True), on_email=nothing
    )


@opened(State.LONG)
def long_lines() -> Example:
    """Opened: a title without a place to break."""
    return Example(news_alerts_details, Page([replace(FIX, title=LONG_WORD)], 1), CELL, fold(opened=True), on_email=nothing)


@opened(State.EMPTY)
def no_lines() -> Example:
    """Opened: nothing was published."""
    return Example(news_alerts_details, Page(), CELL, fold(opened=True), on_email=nothing)


@opened(State.LOADING)
def loading() -> Example:
    """Opened: on its way."""
    return Example(news_alerts_details, var(None, Page), CELL, fold(opened=True), on_email=nothing)


@opened(State.ERROR)
def failed() -> Example:
    """Opened: no answer."""
    return Example(news_alerts_details, var(None, Page), CELL, fold(opened=True, failed=True), on_email=nothing)
