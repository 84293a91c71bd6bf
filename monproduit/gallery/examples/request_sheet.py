"""A service request as its customer sees it."""

from dataclasses import replace
from functools import partial
from typing import Any

from monproduit.components.request_sheet import RequestDeeds, conversation, history, latest, request_facts, request_head, request_sheet
from monproduit.gallery.example import LONG_WORD, RIGHT_TO_LEFT, Example, Lookup, Size, State, deeds, example, var
from monproduit.gallery.examples.draft import FILES, NO_FILES
from monproduit.gallery.frames import words
from monproduit.views.request_pages import EntryLine, RequestPage

wide = partial(example, size=Size.WIDE)
MOMENT = "24 nov. 2026 09:05"
REQUEST = RequestPage(
    number="SR-1001",
    title="Échec d’archivage sur le serveur de fichiers",
    product="Archivo",
    slug="archivo",
    license="153-482-907",
    version="7.2.1",
    severity="3 – mineure, un contournement existe",
    status="in_progress",
    status_label="En cours",
    creator="Claire Laurent",
    created=MOMENT,
    updated=MOMENT,
    response="Première réponse sous 2 h",
    may_answer=True,
    may_close=True,
    may_reopen=False,
    reopen="",
)
CLOSED = replace(REQUEST, status="closed", status_label="Fermée", may_answer=False, may_close=False, may_reopen=True, reopen="Jusqu’au 8 déc. 2026")
ENTRIES = {
    "1": EntryLine(
        "1", "message", "Claire Laurent", "CL", by_staff=False, is_mine=True, body="L’archivage s’arrête à 60 %.", at=MOMENT, files=FILES.lines
    ),
    "2": EntryLine("2", "status", "Sam Morel", "SM", by_staff=True, is_mine=False, body="En cours", at=MOMENT, status="in_progress"),
    "3": EntryLine("3", "note", "Sam Morel", "SM", by_staff=True, is_mine=False, body="Ressemble au blocage corrigé en 7.2.2.", at=MOMENT),
    "4": EntryLine("4", "message", "Sam Morel", "SM", by_staff=True, is_mine=False, body="Un correctif est à l’essai.", at=MOMENT, is_new=True),
}
ENTRY = Lookup(ENTRIES)
SAID, UNSAID = ["1", "2", "4"], var([], list[str])


def _sheet(page: RequestPage, order: Any, error: str = "") -> Example:
    return Example(request_sheet, page, order, ENTRY, error, "", NO_FILES, deeds(RequestDeeds))


@wide(State.MANY, State.NEW)
def talk() -> Example:
    """A conversation; a message is new."""
    return _sheet(replace(REQUEST, new_label="1 nouveau message"), SAID)


@wide(State.EXPIRED)
def closed() -> Example:
    """Closed; it may be opened again."""
    return _sheet(CLOSED, SAID)


@wide(State.EMPTY, State.ERROR)
def refused() -> Example:
    """Nothing was said yet, and an answer was refused."""
    return _sheet(REQUEST, UNSAID, "Écrivez d’abord votre message.")


@wide(State.LONG)
def long_words() -> Example:
    """A title without a place to break."""
    return _sheet(replace(REQUEST, title=LONG_WORD, version=LONG_WORD), SAID)


@wide(State.ONE)
def head() -> Example:
    """The head of its page."""
    return Example(request_head, REQUEST, Example(words, "Demandes de service / Archivo"))


@example(State.MANY)
def said() -> Example:
    """What was said."""
    return Example(conversation, SAID, ENTRY)


@example(State.EMPTY)
def unsaid() -> Example:
    """Nothing was said here."""
    return Example(conversation, UNSAID, ENTRY)


@example(State.LONG)
def long_message() -> Example:
    """A word without a place to break, and words from right to left."""
    entries = {"1": replace(ENTRIES["1"], body=LONG_WORD, files=[]), "4": replace(ENTRIES["4"], body=RIGHT_TO_LEFT)}
    return Example(conversation, ["1", "4"], Lookup(entries))


@example(State.NEW, size=Size.SMALL)
def new_message() -> Example:
    """The mark of a new message."""
    return Example(latest, replace(REQUEST, new_label="1 nouveau message"))


@example(State.ONE)
def facts() -> Example:
    """What is known of it."""
    return Example(request_facts, REQUEST)


@example(State.MISSING)
def missing_facts() -> Example:
    """No license, no version, no promise."""
    return Example(request_facts, replace(REQUEST, license="", version="", response=""))


@example(State.ONE)
def statuses() -> Example:
    """Where it stood."""
    return Example(history, SAID, ENTRY)
