"""The text of an advisory in Markdown: what it says, weakness by weakness, and what to do."""

import re
from collections.abc import Iterator

from monproduit.core.localisation import _, use_locale
from monproduit.services.csaf.document import Document, Item

_TELLING = {"summary", "description", "details", "general"}
_MARKS = re.compile(r"([\\`*_\[\]<>#|~&])")
_INDENT = re.compile(r"^[^\S\n]+", re.MULTILINE)
_START = re.compile(r"^(\d*)(?=[.)\-+=])(.)", re.MULTILINE)
_LONGEST = 100_000


def body(document: Document, address: str | None) -> str:
    """Return the whole text, in the language of the document; what stands at `address` is offered beside it."""
    with use_locale(str(document.head.get("lang", "en"))[:2].lower()):
        parts = list(_notes(document.head.get("notes", [])))
        for one in document.vulnerabilities:
            parts += _vulnerability(one)
        parts += _references(document.head.get("references", []), address)
    return "\n\n".join(parts)[:_LONGEST]


def _vulnerability(one: Item) -> Iterator[str]:
    names = [one["cve"]] if "cve" in one else [item["text"] for item in one.get("ids", [])]
    yield "## " + _line(" – ".join([*names[:1], *([one["title"]] if one.get("title") else [])]) or "–")
    if marks := list(_marks(one)):
        yield " · ".join(marks)
    yield from _notes(one.get("notes", []))
    names = _remediations()
    told = dict.fromkeys((names[item["category"]], item["details"], _address(item)) for item in one.get("remediations", []))
    for name, details, address in told:
        yield f"**{name}** – {_plain(details)}" + (f" [{_plain(address)}]({address})" if address else "")


def _remediations() -> dict[str, str]:
    """Name what may be done about a weakness."""
    return {
        "vendor_fix": _("Correctif"),
        "mitigation": _("Atténuation"),
        "workaround": _("Contournement"),
        "none_available": _("Pas encore de remède"),
        "no_fix_planned": _("Aucun correctif prévu"),
    }


def _references(references: list[Item], address: str | None) -> Iterator[str]:
    told = dict.fromkeys((_line(one["summary"]), url) for one in references if (url := _address(one)) and url != address)
    if told:
        yield "**" + _("À lire aussi") + "**"
        yield "\n".join(f"- [{summary}]({url})" for summary, url in told)


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
