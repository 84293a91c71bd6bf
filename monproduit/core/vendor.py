"""What the vendor says of itself in one file: how to reach its support, its plans, its forum, its hosts of videos."""

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit

from babel import Locale
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from monproduit.core.brand import Brand
from monproduit.core.emails import is_email
from monproduit.core.errors import SettingsError
from monproduit.core.localisation import DEFAULT, locale, ngettext, number
from monproduit.core.settings import settings

_OWN = Path(__file__).with_name("vendor.toml")
_TIME = re.compile(r"(\d{1,4}) (min|h|day|business day)")


def _email(value: str) -> str:
    if not is_email(value):
        raise ValueError("not an e-mail address")
    return value


def _country(value: str) -> str:
    if value not in Locale(DEFAULT).territories or len(value) != 2:  # noqa: PLR2004 (ISO 3166)
        raise ValueError("not the two letters of a country, like FR")
    return value


def _web(value: str) -> str:
    if not value.startswith(("https://", "http://")) or not urlsplit(value).hostname:
        raise ValueError("an address starts with https:// or http://")
    return value


def _host(value: str) -> str:
    parts = urlsplit(value)
    if parts.scheme != "https" or not re.fullmatch(r"[a-z0-9.-]+(:\d+)?", parts.netloc) or value != f"https://{parts.netloc}":
        raise ValueError("a host is written https://name, in small letters and with nothing behind it")
    return value


def _time(value: str) -> str:
    if not _TIME.fullmatch(value):
        raise ValueError('a time is written "30 min", "4 h", "1 day" or "1 business day"')
    return value


_Text = Annotated[str, Field(min_length=1, max_length=300)]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Telephone(_Part):
    """A number of the support's telephone, with the country's code and the hours in its time."""

    country: Annotated[str, AfterValidator(_country)]
    number: Annotated[str, Field(pattern=r"^\+?[0-9 ().-]{3,40}$")]
    hours: _Text


class Plan(_Part):
    """A support plan, with a first-response time for each of the four severities."""

    key: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9._-]*$", max_length=100)]
    name: _Text
    description: dict[str, _Text] = {}
    first_response: Annotated[list[Annotated[str, AfterValidator(_time)]], Field(min_length=4, max_length=4)]

    def says(self) -> str:
        """Describe the plan in the language in use, or in French."""
        return self.description.get(locale(), self.description.get(DEFAULT, ""))

    def answers_in(self, severity: int) -> str:
        """Write the first-response time for a severity, 1 to 4, in the language in use."""
        found = _TIME.fullmatch(self.first_response[severity - 1])
        count, unit = (int(found[1]), found[2]) if found else (0, "h")
        if unit == "day":
            return ngettext("%(count)s jour", "%(count)s jours", count) % {"count": number(count)}
        if unit == "business day":
            return ngettext("%(count)s jour ouvré", "%(count)s jours ouvrés", count) % {"count": number(count)}
        return f"{number(count)}\u00a0{unit}"


class Vendor(_Part):
    """The whole file."""

    name: _Text
    email: Annotated[str, AfterValidator(_email)]
    forum_url: Annotated[str, AfterValidator(_web)] | None = None
    video_hosts: list[Annotated[str, AfterValidator(_host)]] = []
    telephones: list[Telephone] = []
    plans: list[Plan]
    brand: Brand = Brand()

    def plan(self, key: str | None) -> Plan | None:
        """Return the plan that a license names, if the vendor has it."""
        return next((plan for plan in self.plans if plan.key == key), None)


@cache
def vendor() -> Vendor:
    """Return what the vendor says of itself, read once.

    Raises:
        SettingsError: the file is missing or wrong; the message names the file and each key.
    """
    return read_vendor(settings().vendor_file or _OWN)


def read_vendor(path: Path) -> Vendor:
    """Read a file of a vendor.

    Raises:
        SettingsError: it is missing or wrong; the message names the file and each key.
    """
    try:
        return Vendor.model_validate(tomllib.loads(path.read_text(encoding="utf-8")), context={"folder": path.absolute().parent})
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SettingsError(f"{path}: {error}") from None
    except ValidationError as error:
        wrong = (f"{path}: {'.'.join(str(part) for part in one['loc'])}: {one['msg']}" for one in error.errors())
        raise SettingsError("\n".join(wrong)) from None
