"""The languages of the portal: French in the source, others from gettext catalogues."""

import gettext
import io
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime
from functools import cache, lru_cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from babel import dates, numbers
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from monproduit.core.wording import wording

LOCALES = ("fr", "en")
DEFAULT = LOCALES[0]
_FOLDER = Path(__file__).parents[1] / "locales"
_current: ContextVar[str] = ContextVar("locale", default=DEFAULT)


def locale() -> str:
    """Return the language in use."""
    return _current.get()


@contextmanager
def use_locale(language: str) -> Iterator[None]:
    """Speak a language; one that the portal does not know is the default."""
    token = _current.set(language if language in LOCALES else DEFAULT)
    try:
        yield
    finally:
        _current.reset(token)


def preferred(accept_language: str) -> str:
    """Return the first language of an Accept-Language header that the portal speaks, or the default."""
    weighed: list[tuple[float, int, str]] = []
    for place, part in enumerate(accept_language.split(",")[:20]):
        name, _, quality = part.strip().partition(";q=")
        try:
            weighed.append((-float(quality or 1), place, name.split("-")[0].lower()))
        except ValueError:
            continue
    return next((name for _, _, name in sorted(weighed) if name in LOCALES), DEFAULT)


def speak(language: str) -> None:
    """Speak a language from here to the end of the task."""
    _current.set(language if language in LOCALES else DEFAULT)


def _(text: str) -> str:
    """Return a text in the language in use."""
    return catalogue(locale()).gettext(text)


def ngettext(one: str, many: str, count: int) -> str:
    """Return the form that a count asks for, in the language in use."""
    return catalogue(locale()).ngettext(one, many, count)


@cache
def catalogue(language: str) -> gettext.NullTranslations:
    """Return the texts of a language: the vendor's own, else its catalogue's; the default language is the source itself."""
    texts = _compiled(language) if _path(language).exists() else _French()
    return _Reworded(texts, wording(language)) if wording(language) else texts


@cache
def known_texts() -> frozenset[str]:
    """Return every text of the source; where it counts, both of its forms."""
    with _path(next(language for language in LOCALES if language != DEFAULT)).open("rb") as stream:
        ids = [message.id for message in read_po(stream) if message.id]
    return frozenset(text for id_ in ids for text in (id_ if isinstance(id_, (list, tuple)) else [id_]))


def day(value: date) -> str:
    """Write a calendar date: 24 nov. 2026."""
    return _day(value, locale())


def local_day(value: datetime, time_zone: str) -> str:
    """Write the calendar date of a moment, where the person is."""
    return day(local_date(value, time_zone))


def local_date(value: datetime, time_zone: str) -> date:
    """Return the calendar date of a moment, where the person is."""
    return value.astimezone(ZoneInfo(time_zone)).date()


def local_moment(value: datetime, time_zone: str) -> str:
    """Write a moment with its hour, where the person is."""
    return dates.format_datetime(value, "d MMM y HH:mm", tzinfo=ZoneInfo(time_zone), locale=locale())


def local_hour(value: datetime, time_zone: str) -> str:
    """Write the hour of a moment, where the person is."""
    return dates.format_datetime(value, "HH:mm", tzinfo=ZoneInfo(time_zone), locale=locale())


def number(value: int) -> str:
    """Write a number with the separators of the language."""
    return _number(value, locale())


def file_size(value: int) -> str:
    """Write a size as file managers do, in powers of ten: 183,5 Mo; 183.5 MB."""
    units = (_("octets"), _("ko"), _("Mo"), _("Go"), _("To"))
    power = min(len(units) - 1, max(0, (len(str(value)) - 1) // 3))
    return f"{numbers.format_decimal(value / 1000**power, format='#,##0.#', locale=locale())}\u00a0{units[power]}"


@lru_cache(4000)
def _day(value: date, language: str) -> str:
    return dates.format_date(value, "d MMM y", locale=language)


@lru_cache(4000)
def _number(value: int, language: str) -> str:
    return numbers.format_decimal(value, locale=language)


class _French(gettext.NullTranslations):
    """The source texts, with French plurals: zero and one are singular."""

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """Choose the plural from two on, also below zero."""
        return msgid1 if abs(n) < 2 else msgid2  # noqa: PLR2004

    def plural(self, n: int) -> int:
        """Return which form a count asks for."""
        return int(self.ngettext("", "many", n) == "many")


class _Reworded(gettext.NullTranslations):
    """Texts of which a vendor says some otherwise, in each of their forms."""

    def __init__(self, texts: Any, own: dict[str, str]) -> None:
        super().__init__()
        self._texts, self._own = texts, own

    def gettext(self, message: str) -> str:
        """Say it in the vendor's words where they are not empty, else in the portal's."""
        return self._own.get(message) or self._texts.gettext(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """Look for the vendor's words under the form that the count asks for in this language."""
        form = msgid2 if self._texts.plural(n) else msgid1
        return self._own.get(form) or self._texts.ngettext(msgid1, msgid2, n)


def _path(language: str) -> Path:
    return _FOLDER / language / "LC_MESSAGES" / "messages.po"


def _compiled(language: str) -> gettext.GNUTranslations:
    compiled = io.BytesIO()
    with _path(language).open("rb") as stream:
        write_mo(compiled, read_po(stream, locale=language))
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)
