"""License numbers in plain text: only those that a label announces."""

import re
from collections.abc import Iterator

from monproduit.core.numbers import canonical, is_wellformed

_LABEL = re.compile(
    r"""\b(?:
      (?P<one>num[ée]ro\s{1,3}de\s{1,3}(?:la\s{1,3}|votre\s{1,3})?licence\b | n[°ºo]\.?\s{0,3}de\s{1,3}licence\b | licence\s{1,3}n[°ºo]\.?
        | licen[sc]e\s{1,3}(?:number\b|no\b\.?|nr\b\.?|\#) | lizenz-?nummer\b | lizenz-?nr\b\.? )
      | (?P<many>num[ée]ros\s{1,3}de\s{1,3}licences? | n[°ºo]s\s{1,3}de\s{1,3}licences? | licen[sc]e\s{1,3}(?:numbers|nos\b\.?) | lizenz-?nummern\b)
    )""",
    re.IGNORECASE | re.VERBOSE,
)
_TOKEN = re.compile(r"(?:\d{2,4}(?:[ \u00a0\u202f]\d{2,4})+|[A-Z0-9]{1,64}(?:[-\u2010-\u2013][A-Z0-9]{1,64}){0,15})(?![\w@])", re.IGNORECASE)
_GAP = re.compile(r"[\s:#=|*_>\u00bb\-]{0,80}")
_NEXT = re.compile(r"[ \t]{0,20}(?:,|;|/|&|\bet\b|\band\b|\bund\b)\s{0,20}", re.IGNORECASE)
_NEXT_LINE = re.compile(r"[ \t,;]{0,20}\r?\n[ \t*\-\u2022]{0,20}")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}|\d{2}[-./]\d{2}[-./]\d{4}")
_MOST = 500
_LEAST_DIGITS = 2


def numbers_in(text: str) -> list[str]:
    """Return the labelled numbers as they stand in the text, each once, 500 at most."""
    found: dict[str, str] = {}
    for label in _LABEL.finditer(text):
        for number in _after(text, label.end(), is_list=bool(label["many"])):
            found.setdefault(canonical(number), number)
            if len(found) == _MOST:
                return list(found.values())
    return list(found.values())


def _after(text: str, start: int, *, is_list: bool) -> Iterator[str]:
    """Yield the numbers that follow a label, as long as nothing else comes between them."""
    gap = _GAP.match(text, start)
    place = gap.end() if gap else start
    while token := _TOKEN.match(text, place):
        if not _is_number(token[0]):
            return
        yield token[0]
        further = _NEXT.match(text, token.end()) or (_NEXT_LINE.match(text, token.end()) if is_list else None)
        if not further:
            return
        place = further.end()


def _is_number(token: str) -> bool:
    digits = sum(sign.isdigit() for sign in token)
    return is_wellformed(canonical(token)) and digits >= _LEAST_DIGITS and not _DATE.fullmatch(token)
