"""Letters: what a mail says, written out as HTML that loads nothing and as text."""

from dataclasses import dataclass, field
from html import escape

from monproduit.core.localisation import _
from monproduit.core.markdown import html as marked
from monproduit.core.vendor import vendor


@dataclass(frozen=True, slots=True)
class Part:
    """One piece of a letter: a title, a line of facts, a text in Markdown, or words as somebody wrote them, and where to read on."""

    title: str = ""
    facts: str = ""
    text: str = ""
    words: str = ""
    link: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True)
class Letter:
    """A whole letter; `why` says why the person receives it, `ways` lead to where they change that."""

    language: str
    subject: str
    title: str
    intro: str = ""
    parts: list[Part] = field(default_factory=list)
    why: str = ""
    ways: list[tuple[str, str]] = field(default_factory=list)
    unsubscribe: str = ""


def as_html(letter: Letter) -> str:
    """Return a letter as a page for mail programs: tables, no script, nothing from elsewhere."""
    intro = f"<p>{escape(letter.intro)}</p>" if letter.intro else ""
    body = f"<h1>{escape(letter.title)}</h1>{intro}{''.join(map(_part, letter.parts))}"
    ways = " · ".join(f'<a href="{escape(link)}">{escape(label)}</a>' for label, link in _ways(letter))
    own, light = vendor().brand, vendor().brand.themes["light"]
    look = f"background:{light['accent']};color:{light['on-accent']};border-radius:{8 * own.round:.0f}px"
    mark = f'<span style="display:inline-block;{look};padding:2px 9px;font-weight:700">{escape(own.letter)}</span>'
    brand = f'<p style="margin:0 0 14px">{mark} <strong style="margin-left:4px">{escape(own.name)}</strong></p>'
    foot = f'<p class="soft" style="font-size:13px;margin:16px 8px 0">{escape(letter.why)}<br>{ways}</p>'
    return (
        f'<!doctype html><html lang="{letter.language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        f'<meta name="color-scheme" content="light dark"><meta name="supported-color-schemes" content="light dark">'
        f"<title>{escape(letter.subject)}</title><style>{_style()}</style></head>"
        f'<body class="page" style="margin:0;padding:0"><div style="display:none;max-height:0;overflow:hidden">{escape(_preview(letter))}</div>'
        f'<table role="presentation" class="page" width="100%" cellpadding="0" cellspacing="0"><tr><td align="center" style="padding:28px 12px">'
        f'<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="max-width:600px"><tr><td>{brand}</td></tr>'
        f'<tr><td class="card">{body}</td></tr><tr><td>{foot}</td></tr></table></td></tr></table></body></html>'
    )


def _style() -> str:
    """Return the look of letters: for mail programs that know no custom properties, in colours as they are."""
    light, dark = vendor().brand.themes.values()
    corner = vendor().brand.round
    return f"""
.page{{background:{light["raised"]};color:{light["ink"]};font:16px/1.55 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif}}
.card{{background:{light["card"]};border:1px solid {light["line"]};border-radius:{16 * corner:.0f}px;padding:28px}}
.part{{border-top:1px solid {light["line"]};margin-top:20px;padding-top:20px}}
.soft,.soft a{{color:{light["soft"]}}}a{{color:{light["accent-ink"]}}}h1{{font-size:22px;line-height:1.3;margin:0 0 12px}}
h2{{font-size:17px;line-height:1.4;margin:0 0 4px}}
p{{margin:0 0 12px}}pre{{white-space:pre-wrap}}table.data td,th{{padding:4px 8px;text-align:left}}
.button{{display:inline-block;background:{light["accent"]};color:{light["on-accent"]}!important;border-radius:{10 * corner:.0f}px;
padding:11px 20px;font-weight:600;text-decoration:none}}
@media(prefers-color-scheme:dark){{.page{{background:{dark["ground"]}!important;color:{dark["ink"]}!important}}
.card{{background:{dark["card"]}!important;border-color:{dark["line"]}!important}}.part{{border-color:{dark["line"]}!important}}
.soft,.soft a{{color:{dark["soft"]}!important}}a{{color:{dark["accent-ink"]}}}}}
"""


def as_text(letter: Letter) -> str:
    """Return a letter as text: all of it, with its addresses."""
    lines = [letter.title, "=" * min(len(letter.title), 70), "", *_paragraph(letter.intro)]
    for part in letter.parts:
        lines += [*([part.title, "-" * min(len(part.title), 70)] if part.title else []), *([part.facts] if part.facts else []), ""]
        lines += [*_paragraph(part.text), *_paragraph(part.words), *_paragraph(f"{part.label} {part.link}" if part.link else "")]
    lines += ["-- ", letter.why, *(f"{label} {link}" for label, link in _ways(letter))]
    return "\n".join(lines) + "\n"


def _part(part: Part) -> str:
    title = f"<h2>{escape(part.title)}</h2>" if part.title else ""
    facts = f'<p class="soft" style="font-size:14px">{escape(part.facts)}</p>' if part.facts else ""
    text = marked(part.text).replace("<table>", '<table class="data">') if part.text else ""
    words = f'<p style="white-space:pre-wrap">{escape(part.words)}</p>' if part.words else ""
    button = f'<p style="margin:16px 0 0"><a class="button" href="{escape(part.link)}">{escape(part.label)}</a></p>' if part.link else ""
    return f'<div class="part">{title}{facts}{text}{words}{button}</div>'


def _ways(letter: Letter) -> list[tuple[str, str]]:
    leave = [(_("Ne plus recevoir ces e-mails"), letter.unsubscribe)] if letter.unsubscribe else []
    return [*leave, *letter.ways]


def _preview(letter: Letter) -> str:
    return letter.intro or next((part.facts or part.title for part in letter.parts), "")


def _paragraph(text: str) -> list[str]:
    return [text.strip(), ""] if text.strip() else []
