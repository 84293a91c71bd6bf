"""The types of single fields."""

import re
from typing import Annotated

from pydantic import AfterValidator

_URI = re.compile(r"[a-z][a-z0-9+.-]*:(?:[\w.~:/?#\[\]@!$&'()*+,;=-]|%[0-9a-f]{2})*", re.IGNORECASE | re.ASCII)
_PURL = re.compile(r"pkg:[a-z.+-][a-z0-9.+-]*/.+", re.IGNORECASE)
_LANGUAGE = re.compile(r"[a-z]{1,8}(-[a-z0-9]{1,8})*", re.IGNORECASE)
_CVE = re.compile(r"CVE-[0-9]{4}-[0-9]{4,}")
_CWE = re.compile(r"CWE-[1-9][0-9]{0,5}")
_HASH = re.compile(r"[0-9a-f]{32,}", re.IGNORECASE)
_NUMBER = r"(?:0|[1-9][0-9]*)"
_PRERELEASE = rf"(?:{_NUMBER}|[0-9]*[a-z-][0-9a-z-]*)"
_SEMANTIC = rf"{_NUMBER}\.{_NUMBER}\.{_NUMBER}(?:-{_PRERELEASE}(?:\.{_PRERELEASE})*)?(?:\+[0-9a-z-]+(?:\.[0-9a-z-]+)*)?"
_VERSION = re.compile(rf"{_NUMBER}|{_SEMANTIC}", re.IGNORECASE)
_TRIMMED = re.compile(r"\S(?:.*\S)?")
_CATEGORY = re.compile(r"[^\s_.-](?:.*[^\s_.-])?")
_VALUE = r":(?:[*-]|(?:\*|\?+)?(?:[\w.-]|\\[!-/:-@\[-^`{-~])+(?:\*|\?+)?)"
_TONGUE = r":(?:[*-]|[a-z]{2,3}(?:-(?:[a-z]{2}|[0-9]{3}))?)"
_CPE_23 = rf"cpe:2\.3:[aho*-](?:{_VALUE}){{5}}{_TONGUE}(?:{_VALUE}){{4}}"
_CPE = re.compile(rf"{_CPE_23}|cpe:/[aho]?(?::[\w.~%-]*){{0,6}}", re.IGNORECASE | re.ASCII)


def _like(form: re.Pattern[str], what: str) -> AfterValidator:
    """Ask for a text of a form; `what` says which one."""

    def check(value: str) -> str:
        if not form.fullmatch(value):
            raise ValueError(f"{value!r} is not {what}")
        return value

    return AfterValidator(check)


Uri = Annotated[str, _like(_URI, "an address like https://example.com/")]
Purl = Annotated[Uri, _like(_PURL, "a package URL like pkg:pypi/reflex@0.10.1")]
Cpe = Annotated[str, _like(_CPE, "a CPE like cpe:2.3:a:vendor:product:1.0:*:*:*:*:*:*:*")]
Language = Annotated[str, _like(_LANGUAGE, "a language like fr or en-GB")]
Cve = Annotated[str, _like(_CVE, "a CVE like CVE-2026-12345")]
Cwe = Annotated[str, _like(_CWE, "a CWE like CWE-79")]
Hash = Annotated[str, _like(_HASH, "a hash of at least 32 hexadecimal digits")]
Version = Annotated[str, _like(_VERSION, "a version like 3 or 1.4.0")]
Id = Annotated[str, _like(_TRIMMED, "a name without spaces around it")]
Category = Annotated[str, _like(_CATEGORY, "a category without spaces, dashes and dots around it")]
