"""The text of an advisory in Markdown: what it says, weakness by weakness, and what to do."""

import re
from collections.abc import Iterator

from monproduit.services.csaf.document import Document, Item

_TELLING = {"summary", "description", "details", "general"}
_MARKS = re.compile(r"([\\`*_\[\]<>#|~&])")
_INDENT = re.compile(r"^[^\S\n]+", re.MULTILINE)
_START = re.compile(r"^(\d*)(?=[.)\-+=])(.)", re.MULTILINE)
_LONGEST = 100_000


def body(document: Document) -> str:
    """Return the whole text, in the language of the document."""
    parts = list(_notes(document.head.get("notes", [])))
    for one in document.vulnerabilities:
        parts += _vulnerability(one)
    parts += [f"- [{_line(one['summary'])}]({_address(one)})" for one in document.head.get("references", []) if _address(one)]
    return "\n\n".join(parts)[:_LONGEST]


def _vulnerability(one: Item) -> Iterator[str]:
    names = [one["cve"]] if "cve" in one else [item["text"] for item in one.get("ids", [])]
    yield "## " + _line(" – ".join([*names[:1], *([one["title"]] if one.get("title") else [])]) or "–")
    if marks := list(_marks(one)):
        yield " · ".join(marks)
    yield from _notes(one.get("notes", []))
    told = dict.fromkeys((item["details"], _address(item)) for item in one.get("remediations", []))
    if told:
        yield "\n".join(f"- {_plain(details)}" + (f" [{_plain(address)}]({address})" if address else "") for details, address in told)


def _marks(one: Item) -> Iterator[str]:
    if cwe := one.get("cwe"):
        yield _plain(f"{cwe['id']} {cwe['name']}")
    scores = {
        (score[name]["version"], score[name]["baseScore"]) for score in one.get("scores", []) for name in ("cvss_v2", "cvss_v3") if name in score
    }
    if scores:
        version, score = max(scores)
        yield f"CVSS {version}: {score}"


def _notes(notes: list[Item]) -> Iterator[str]:
    yield from dict.fromkeys(_plain(note["text"]) for note in notes if note["category"] in _TELLING)


def _address(item: Item) -> str:
    address = str(item.get("url", ""))
    is_safe = address.startswith(("https://", "http://")) and not set(address) & set("()<> \\")
    return address if is_safe else ""


def _plain(text: str) -> str:
    """Return a text whose signs are nothing but signs."""
    marked = _INDENT.sub("", _MARKS.sub(r"\\\1", text.strip()))
    return _START.sub(r"\1\\\2", marked)


def _line(text: str) -> str:
    return _plain(" ".join(text.split()))
