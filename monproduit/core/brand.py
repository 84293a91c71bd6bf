"""How a vendor's portal looks and speaks: its name, logo, colours, corners, density, fonts and words."""

import re
from difflib import get_close_matches
from functools import cached_property
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationInfo, model_validator

from monproduit.core.colours import COLOUR, whole
from monproduit.core.localisation import LOCALES, known_texts
from monproduit.core.palette import DARK, LIGHT, tuned, unreadable

_LENGTH = re.compile(r"(\d{1,2}(?:\.\d{1,3})?)(px|rem)|0")
_FAMILY = re.compile(r"[A-Za-z][A-Za-z0-9 -]{0,60}")
_GENERIC = frozenset({"serif", "sans-serif", "monospace", "system-ui", "ui-sans-serif", "ui-serif", "ui-rounded"})
_LARGEST = 1_000_000
_ROUNDEST = 24.0
_OWN_RADIUS, _REM = 12.0, 16.0
"""The corner of a button in the portal's own look, and the root's font size, in pixels."""
_PLACE = re.compile(r"%\(\w+\)s")


def _colour(value: str) -> str:
    if not COLOUR.fullmatch(value.lower()):
        raise ValueError("a colour is written #rgb or #rrggbb")
    return whole(value.lower())


def _token(value: str) -> str:
    if value not in LIGHT:
        raise ValueError(f"there is no such colour{_near(value, LIGHT)}")
    return value


def _language(value: str) -> str:
    if value not in LOCALES:
        raise ValueError(f"a language of the portal is expected: {', '.join(LOCALES)}")
    return value


def _length(value: str) -> str:
    if not _LENGTH.fullmatch(value) or _pixels(value) > _ROUNDEST:
        raise ValueError("a radius is written 0, 4px or 0.25rem, and is at most 24px")
    return value


def _family(value: str) -> str:
    if not _FAMILY.fullmatch(value):
        raise ValueError("a font is a name of letters, digits, spaces and dashes")
    return value


def _file(value: str, info: ValidationInfo) -> str:
    path = _folder(info) / value
    if Path(value).name != value or not path.is_file() or path.stat().st_size > _LARGEST:
        raise ValueError(f"{value}: a file beside this one is expected, of at most {_LARGEST} bytes")
    return value


Colour = Annotated[str, AfterValidator(_colour)]
Colours = dict[Annotated[str, AfterValidator(_token)], Colour]


class Brand(BaseModel):
    """The table `[brand]` of the vendor's file; whatever it leaves out is as the portal has it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: Annotated[str, Field(min_length=1, max_length=40)] = "monproduit"
    logo: Annotated[str, Field(pattern=r"\.(svg|png|webp)$"), AfterValidator(_file)] | None = None
    accent: Colour | None = None
    radius: Annotated[str, AfterValidator(_length)] | None = None
    density: Literal["comfortable", "compact"] = "comfortable"
    fonts: list[Annotated[str, AfterValidator(_family)]] = []
    font_file: Annotated[str, Field(pattern=r"\.woff2$"), AfterValidator(_file)] | None = None
    light: Colours = {}
    dark: Colours = {}
    texts: dict[Annotated[str, AfterValidator(_language)], dict[str, str]] = {}
    folder: Path = Path()

    @model_validator(mode="before")
    @classmethod
    def _knows_its_folder(cls, given: object, info: ValidationInfo) -> object:
        if isinstance(given, dict) and "folder" in given:
            raise ValueError("folder is not said, but where the file is")
        return {**given, "folder": _folder(info)} if isinstance(given, dict) else given

    @model_validator(mode="after")
    def _is_read(self) -> Self:
        wrong = [f"{theme}: {pair}" for theme, colours in self.themes.items() for pair in unreadable(colours)]
        wrong += [f"texts.{language}: {said}" for language, texts in self.texts.items() for said in _wrong_texts(texts)]
        if self.font_file and not self.fonts:
            raise ValueError("font_file needs the name of its font, as the first of fonts")
        if wrong:
            raise ValueError("; ".join(wrong))
        return self

    @cached_property
    def themes(self) -> dict[str, dict[str, str]]:
        """All colours by token, light and dark."""
        return {"light": tuned(LIGHT, self.accent, self.light), "dark": tuned(DARK, self.accent, self.dark)}

    @property
    def round(self) -> float:
        """How much rounder than the portal's own its corners are."""
        return 1 if self.radius is None else _pixels(self.radius) / _OWN_RADIUS

    @property
    def font(self) -> str:
        """The fonts as CSS has them, or nothing."""
        return ", ".join(name if name in _GENERIC else f'"{name}"' for name in self.fonts)

    @property
    def letter(self) -> str:
        """What stands in the mark of a brand without a logo."""
        return self.name[0]


def _folder(info: ValidationInfo) -> Path:
    return (info.context or {}).get("folder", Path())


def _pixels(length: str) -> float:
    found = _LENGTH.fullmatch(length)
    return float(found[1]) * (_REM if found[2] == "rem" else 1) if found and found[1] else 0.0


def _near(word: str, known: object) -> str:
    """Return the known word that was perhaps meant, as a question."""
    found = get_close_matches(word, list(known), 1)  # type: ignore[call-overload]
    return f"; did you mean {found[0]!r}?" if found else ""


def _wrong_texts(texts: dict[str, str]) -> list[str]:
    known = known_texts()
    wrong = [f"the portal does not say {text!r}{_near(text, known)}" for text in texts if text not in known]
    return wrong + [
        f"{said!r} needs the values of {text!r}" for text, said in texts.items() if set(_PLACE.findall(text)) != set(_PLACE.findall(said))
    ]
