"""The colours of the portal, light and dark, what follows from one accent, and which pairs must be read."""

from collections.abc import Iterator, Mapping

from monproduit.core.colours import BLACK, WHITE, contrast, mix, readable, whole

TEXT, PART = 4.5, 3.0
"""The least contrast of text, and of large text and parts of the interface (WCAG 2.2 AA)."""


def _named(text: str) -> dict[str, str]:
    """Return colours by their names."""
    pairs = (pair.split() for pair in text.split(","))
    return {name: colour for name, colour in pairs}  # noqa: C416 (dict() does not know that each is a pair)


LIGHT = _named("""
ground #f8fafc, card #ffffff, raised #f1f5f9, line #e2e8f0, edge #7b8ba3, ink #0f172b, soft #45556c,
accent #4f39f6, accent-strong #432dd7, accent-ink #4f39f6, accent-ground #eef2ff, on-accent #ffffff, mark #615fff, mark-end #7f22fe,
good #065f46, good-ground #ecfdf5, good-line #a4f4cf, warn #7b3306, warn-ground #fffbeb, warn-line #fee685,
bad #a50036, bad-ground #fff1f2, bad-line #ffccd3, calm #45556c, calm-ground #f1f5f9, calm-line #cad5e2""")
DARK = _named("""
ground #020618, card #0f172b, raised #1d293d, line #24324a, edge #74849c, ink #f1f5f9, soft #a9b7cb,
accent #4f39f6, accent-strong #4030d0, accent-ink #a3b3ff, accent-ground #1e1a4d, on-accent #ffffff, mark #615fff, mark-end #7f22fe,
good #7bf1c0, good-ground #04291f, good-line #0d5c45, warn #ffd98a, warn-ground #2c1a05, warn-line #6b4410,
bad #ffb3c0, bad-ground #33061a, bad-line #7c1338, calm #b9c6d8, calm-ground #1d293d, calm-line #3a4a63""")
_READ = (
    ("ink", ("ground", "card", "raised", "accent-ground", "warn-ground", "good-ground", "bad-ground", "calm-ground"), TEXT),
    ("soft", ("ground", "card", "raised", "accent-ground", "good-ground"), TEXT),
    ("accent-ink", ("ground", "card", "raised", "accent-ground"), TEXT),
    ("on-accent", ("accent", "accent-strong"), TEXT),
    ("on-accent", ("mark", "mark-end"), PART),
    *((tone, (f"{tone}-ground", "card"), TEXT) for tone in ("good", "warn", "bad", "calm")),
    ("edge", ("ground", "card"), PART),
)
"""What stands on what: a token, the tokens behind it, and the contrast that they need."""


def tuned(defaults: Mapping[str, str], accent: str | None, chosen: Mapping[str, str]) -> dict[str, str]:
    """Return all colours of a theme: the chosen ones, those that follow from an accent, and for the rest the defaults."""
    grounds = {**defaults, **chosen}
    following = _following(chosen.get("accent", accent), grounds) if accent or "accent" in chosen else {}
    return {name: whole(colour) for name, colour in {**grounds, **following, **chosen}.items()}


def unreadable(colours: Mapping[str, str]) -> Iterator[str]:
    """Say of every pair that is not read well how bad it is, and which colour would do."""
    for token, behind, least in _READ:
        ratios = {ground: contrast(colours[token], colours[ground]) for ground in behind}
        if bad := [f"{int(ratio * 100) / 100}:1 on {ground} {colours[ground]}" for ground, ratio in ratios.items() if ratio < least]:
            better = readable(colours[token], tuple(colours[ground] for ground in behind), least)
            yield f'{token} {colours[token]} has a contrast of {", ".join(bad)}, and needs {least:g}:1; {token} = "{better}" would do'


def _following(accent: str | None, colours: Mapping[str, str]) -> dict[str, str]:
    """Return the other colours of the accent: under the pointer, as text, behind what is open, and the words on it."""
    if not accent:
        return {}
    on = max((WHITE, colours["ink"], colours["ground"], BLACK), key=lambda one: (contrast(one, accent) >= TEXT, one == WHITE, contrast(one, accent)))
    away = BLACK if contrast(on, BLACK) > contrast(on, WHITE) else WHITE
    is_dark = contrast(colours["card"], WHITE) > contrast(colours["card"], BLACK)
    tints = (mix(colours["card"], accent, share) for share in ((0.25, 0.2, 0.15, 0.1, 0.05) if is_dark else (0.08, 0.04)))
    ground = next((tint for tint in tints if min(contrast(colours["soft"], tint), contrast(colours["ink"], tint)) >= TEXT), colours["card"])
    behind = (colours["ground"], colours["card"], colours["raised"], ground)
    return {
        "accent": accent,
        "accent-strong": mix(accent, away, 0.14),
        "accent-ink": readable(accent, behind, TEXT),
        "accent-ground": ground,
        "on-accent": on,
        "mark": accent,
        "mark-end": mix(accent, away, 0.2),
    }
