"""The purchase message that a customer drops on the dialog: its license numbers, and nothing else of it, are read."""

from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from html.parser import HTMLParser

from monproduit.core.errors import PortalError
from monproduit.services.purchase_pdf import pdf_text
from monproduit.services.purchase_text import numbers_in

LARGEST = 5_000_000
_TEXT = 2_000_000
_PARTS = 50
_DEPTH = 3
_KINDS = (".eml", ".txt", ".pdf")


def license_numbers(name: str, content: bytes) -> list[str]:
    """Return the labelled license numbers of a message, each once; nothing is kept, and nothing is fetched.

    Raises:
        PortalError: `message_kind`, `message_too_large` (5 MB) or `message_unreadable`.
    """
    kind = next((kind for kind in _KINDS if name.lower().endswith(kind)), None)
    if not kind:
        raise PortalError("message_kind")
    if len(content) > LARGEST:
        raise PortalError("message_too_large")
    try:
        return numbers_in("\n".join(_texts(kind, content))[:_TEXT])
    except PortalError:
        raise
    except Exception as error:  # the mail parser raises whatever hostile input makes it raise
        raise PortalError("message_unreadable") from error


def _texts(kind: str, content: bytes) -> Iterator[str]:
    if kind == ".pdf":
        yield pdf_text(content)
    elif kind == ".txt":
        yield _decoded(content, "utf-8")
    else:
        yield from _mail(message_from_bytes(content, EmailMessage, policy=policy.default), _DEPTH)


def _mail(mail: EmailMessage, depth: int) -> Iterator[str]:
    """Yield the subject, the texts, and what is inside attachments."""
    yield str(mail.get("subject", ""))
    for place, part in enumerate(mail.walk()):
        if place == _PARTS:
            return
        if isinstance(part, EmailMessage) and not part.is_multipart():
            yield from _part(part, depth)


def _part(part: EmailMessage, depth: int) -> Iterator[str]:
    raw = part.get_payload(decode=True)
    if not isinstance(raw, bytes) or len(raw) > LARGEST:
        return
    name, kind = (part.get_filename() or "").lower(), part.get_content_type()
    if kind == "text/html":
        yield _of_html(_decoded(raw, part.get_content_charset() or "utf-8"))
    elif kind == "text/plain":
        yield _decoded(raw, part.get_content_charset() or "utf-8")
    elif kind == "application/pdf" or name.endswith(".pdf"):
        yield pdf_text(raw)
    elif name.endswith(".eml") and depth:
        yield from _mail(message_from_bytes(raw, EmailMessage, policy=policy.default), depth - 1)


def _decoded(raw: bytes, charset: str) -> str:
    for name in (charset, "utf-8"):
        try:
            return raw.decode(name)
        except (LookupError, UnicodeDecodeError, ValueError):
            continue
    return raw.decode("latin-1")


def _of_html(markup: str) -> str:
    reader = _Words()
    reader.feed(markup[:_TEXT])
    return "".join(reader.words)


class _Words(HTMLParser):
    """Keep the words, with a line for each block."""

    _BLOCKS = frozenset({"p", "div", "br", "tr", "li", "h1", "h2", "h3", "table", "ul", "ol"})
    _CELLS = frozenset({"td", "th"})
    _SILENT = frozenset({"script", "style", "head", "title"})

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002 (the parser's signature)
        """Begin a line or a cell, or fall silent within what nobody reads."""
        self._silent += tag in self._SILENT
        self._break(tag)

    def handle_endtag(self, tag: str) -> None:
        """End a line or a cell, and a silence; ends without a beginning count for nothing."""
        self._silent = max(0, self._silent - (tag in self._SILENT))
        self._break(tag)

    def handle_data(self, data: str) -> None:
        """Keep the words, unless they stand where nobody reads."""
        if not self._silent:
            self.words.append(data)

    def _break(self, tag: str) -> None:
        if tag in self._BLOCKS:
            self.words.append("\n")
        elif tag in self._CELLS:
            self.words.append(" ")
