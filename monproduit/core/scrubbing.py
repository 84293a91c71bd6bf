"""Take out of a text for the log what is nobody's business: addresses, tokens, and what somebody typed."""

import re
from collections.abc import Iterator, Mapping
from traceback import TracebackException
from typing import Any

_FRAMES = 15
_LONGEST = 4000
_EMAIL = re.compile(r"[^\s\"'<>(),;:=\[\]@]{1,64}@[^\s\"'<>(),;:=\[\]@]{1,255}\.[^\s\"'<>(),;:=\[\]@]{1,63}")
_CREDENTIALS = re.compile(r"(?<=://)[^\s/@]+@")
_QUERY = re.compile(r"(?<=[\w/])\?[^\s\"']*=[^\s\"']*")
_OPAQUE = re.compile(r"(?<![\w~+=-])(?=[\w~+=-]*\d)(?=[\w~+=-]*[A-Za-z])[\w~+=-]{20,}", re.ASCII)
_DATABASE = re.compile(
    r"^(?:DETAIL|CONTEXT|LINE \d+|HINT|\[parameters):.*|^\[(?:SQL|parameters): .*|\(Background on this error.*", re.MULTILINE | re.DOTALL
)
_QUOTED = re.compile(r"'(?:[^'\\\n]|\\.)*'|\"(?:[^\"\\\n]|\\.)*\"|«[^»]*»|“[^”]*”")
_PLAIN = re.compile(r"[A-Za-z_.]{0,200}|[\w.]{0,19}", re.ASCII)
"""What none of these can find anything in: most of what stands in a line."""
_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")


def scrub(text: str, *, strict: bool = False) -> str:
    """Return a text on one line, without e-mail addresses, passwords, queries and tokens; strictly, without anything in quotes either."""
    if _PLAIN.fullmatch(text):
        return text
    text = _DATABASE.sub("", text[:_LONGEST])
    if strict:
        text = _QUOTED.sub("'…'", text)
    for pattern, word in ((_CREDENTIALS, "<secret>@"), (_QUERY, "?<query>"), (_EMAIL, "<email>"), (_OPAQUE, "<secret>")):
        text = pattern.sub(word, text)
    return _UNSEEN.sub(" ", text).strip()


def scrub_all(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Return fields whose texts are scrubbed."""
    return {name: scrub(value) if isinstance(value, str) else value for name, value in fields.items()}


def told(error: BaseException) -> str:
    """Tell an exception and its causes: types, places in the code, and words without what is in quotes, since people typed it."""
    return "\n".join(_lines(TracebackException.from_exception(error, limit=-_FRAMES, capture_locals=False)))


def _lines(error: TracebackException, depth: int = 0) -> Iterator[str]:
    former = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if former:
        yield from _lines(former, depth)
        yield "which led to:"
    yield from (f"{frame.filename}:{frame.lineno} in {frame.name}" for frame in error.stack)
    words = "".join(error.format_exception_only()).strip()
    kind, _, said = words.partition(": ")
    yield f"{scrub(kind)}: {scrub(said, strict=True)}" if said else scrub(kind)
    if depth < 3:  # noqa: PLR2004 (a group in a group in a group)
        for inner in error.exceptions or ():
            yield from _lines(inner, depth + 1)
