"""Which examples are on somebody's screen, kept where whoever compiles finds it."""

import re

from monproduit.gallery.shelves import folder

_SAID = re.compile(r"(\w{1,80}) (\w\w)")


def write_looked_at(said: str) -> None:
    """Keep the name of a file of examples and a language; anything else is not kept."""
    if _SAID.fullmatch(said):
        (folder() / "looked-at").write_text(said)


def looked_at() -> tuple[str, str]:
    """Return the file and the language, or nothing."""
    path = folder() / "looked-at"
    module, language = path.read_text().split() if path.exists() else ("", "")
    return module, language
