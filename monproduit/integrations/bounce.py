"""Reports of mails that came back (RFC 3464, RFC 6533, and qmail's own form): anybody may write one, so nothing of it is believed."""

import base64
import quopri
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from email import message_from_bytes
from email.message import Message
from email.parser import HeaderParser
from itertools import islice
from typing import Any

from monproduit.core.errors import BounceError
from monproduit.integrations.mail import one_line

LONGEST = 200_000
"""How many bytes are read: a report says what it has to say long before it gives the mail back."""
_MULTIPARTS, _DEEP, _MOST = 20, 8, 100
_WORDS, _ADDRESS = 300, 320
_STATUS = ("message/delivery-status", "message/global-delivery-status")
_ORIGINAL = ("text/rfc822-headers", "message/rfc822", "message/global-headers", "message/global")
_QMAIL = "Hi. This is the "
_BOUNDARY = re.compile(rb"boundary[\s*\d]*=", re.IGNORECASE)
_CODE = re.compile(r"(?<![\d.])([245]\.\d{1,3}\.\d{1,3})(?![\d.])")
_REPLY = re.compile(r"(?<![\d.])5\d\d(?![\d.])")
_REPLIES = {"550": "5.1.0", "551": "5.1.6", "552": "5.2.2", "553": "5.1.3", "554": "5.7.0"}
"""What a reply of SMTP (RFC 5321) says in the terms of RFC 3463, where it came without a code of its own."""
_SIGN = re.compile(r"\\x\{([0-9A-Fa-f]{2,6})\}")


@dataclass(frozen=True, slots=True)
class Returned:
    """What a report says of one recipient.

    Attributes:
        address: where it was last tried, in lower case; `original` is what the sender wrote, if the report tells.
        action: `failed`, `delayed`, `delivered`, `relayed` or `expanded`.
        status: the enhanced code, e.g. 5.1.1; empty where there is none.
        words: what the other server said, on one line.
    """

    address: str
    original: str
    action: str
    status: str
    words: str


@dataclass(frozen=True, slots=True)
class Report:
    """What a report says: of which mail, by its Message-ID or envelope, and of whom."""

    message_id: str
    recipients: tuple[Returned, ...]


def read(content: bytes) -> Report:
    """Read a report, as it came by mail.

    Raises:
        BounceError: it is none, or nobody can tell.
    """
    try:
        found = _found(content[:LONGEST])
    except Exception as error:  # whatever the library makes of hostile mail, it is no report
        raise BounceError("it cannot be read") from error
    if not found or not found.recipients:
        raise BounceError("it is no report of a mail that came back")
    return found


def code(words: str) -> str:
    """Return the enhanced code (RFC 3463) in what a server said, or nothing."""
    found = _CODE.search(words)
    return found[1] if found else ""


def _found(content: bytes) -> Report | None:
    if len(_BOUNDARY.findall(content)) > _MULTIPARTS:
        return None
    message = message_from_bytes(content)
    for parts in _reports(message):
        return _standard(message, parts)
    return _qmail(message)


def _reports(part: Any, depth: int = 0) -> Iterator[list[Message]]:
    """Yield the parts of each report in a mail: not of those that the mail that came back held itself."""
    if depth > _DEEP or not part.is_multipart() or part.get_content_maintype() != "multipart":
        return
    parts = part.get_payload()
    if any(one.get_content_type() in _STATUS for one in parts):
        yield parts
    for one in parts:
        yield from _reports(one, depth + 1)


def _standard(message: Message, parts: list[Message]) -> Report:
    status = next(one for one in parts if one.get_content_type() in _STATUS)
    blocks = [_fields(block) for block in islice(_blocks(_text(status)), 2 * _MOST)]
    known = [_returned(block) for block in blocks if block["final-recipient"] or block["original-recipient"]]
    originals = [_fields(next(_blocks(_text(one)), ""))["message-id"] for one in parts if one.get_content_type() in _ORIGINAL]
    envelopes = [block["original-envelope-id"] for block in blocks]
    return Report(_first_id([*originals, *envelopes, message["in-reply-to"], message["references"]]), _named(known))


def _returned(block: Message) -> Returned:
    said = _typed(block["diagnostic-code"])
    action = str(block["action"] or "").split()
    return Returned(
        address=_address(block["final-recipient"]),
        original=_address(block["original-recipient"]),
        action=action[0].lower()[:20] if action else "",
        status=_status(str(block["status"] or ""), said),
        words=one_line(said)[:_WORDS],
    )


def _qmail(message: Message) -> Report | None:
    """Read what qmail writes: a paragraph for each recipient, a line, and the mail (QSBMF)."""
    text = "" if message.is_multipart() else _text(message).lstrip()
    if not text.startswith(_QMAIL):
        return None
    told, _, original = re.sub(r"\n-[^\n]*\n", "\0", text, count=1).partition("\0")
    known = []
    for paragraph in _blocks(told):
        address, colon, said = paragraph.partition(">:")
        if paragraph.startswith("<") and colon:
            known.append(Returned(_address(address), "", "failed", _status("", said), one_line(said)[:_WORDS]))
    return Report(_first_id([_fields(next(_blocks(original), ""))["message-id"]]), _named(known))


def _named(known: list[Returned]) -> tuple[Returned, ...]:
    return tuple(one for one in known if one.address or one.original)[:_MOST]


def _blocks(text: str) -> Iterator[str]:
    """Yield what stands between empty lines."""
    for block in re.split(r"\n[ \t]*(?:\n[ \t]*)+", text.replace("\r\n", "\n").strip("\n")):
        if block.strip():
            yield block.strip("\n")


def _fields(block: str) -> Message:
    return HeaderParser().parsestr(block, headersonly=True)


def _text(part: Message) -> str:
    """Return what a part says: the library takes those of type `message` for messages, even where they are encoded."""
    payload: Any = part.get_payload()
    if not isinstance(payload, list):
        return _decoded(_content(part))
    content = b"\n\n".join(map(_written, payload))
    match str(part.get("content-transfer-encoding", "")).strip().lower():
        case "base64":
            return _decoded(base64.b64decode(content))
        case "quoted-printable":
            return _decoded(quopri.decodestring(content))
        case _plain:
            return _decoded(content)


def _decoded(content: bytes) -> str:
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return content.decode("latin-1")


def _written(message: Any) -> bytes:
    head = "".join(f"{name}: {value}\n" for name, value in message.raw_items())
    return head.encode("utf-8", "surrogateescape") + b"\n" + _content(message)


def _content(part: Message) -> bytes:
    content: Any = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""


def _typed(value: Any) -> str:
    """Return what stands behind the type of a field: `rfc822; claire@exemple.fr`."""
    kind, semicolon, rest = str(value or "").partition(";")
    return rest.strip() if semicolon else kind.strip()


def _address(value: Any) -> str:
    """Return an address in lower case, its signs beyond ASCII as themselves (RFC 6533); nothing for what is none."""
    plain = _SIGN.sub(lambda sign: chr(int(sign[1], 16)), _typed(value)).strip().strip("<>").strip().lower()
    return plain if "@" in plain and plain.isprintable() and len(plain) <= _ADDRESS else ""


def _status(told: str, said: str) -> str:
    """Return the most telling code: that of the other server, where the report's own leaves everything open."""
    own = code(told)
    if own and not own.endswith(".0.0"):
        return own
    theirs = next((one for one in _CODE.findall(said) if one[0] == (own or one)[0]), "")
    reply = _REPLY.search(said) if (own or "5")[0] == "5" else None
    return theirs or (_REPLIES.get(reply[0], "") if reply else "") or own


def _first_id(values: Iterable[Any]) -> str:
    """Return the first name of a mail among some fields, without its brackets."""
    for value in values:
        if found := re.search(r"[^\s<>]{3,998}", str(value or "")):
            return found[0]
    return ""
