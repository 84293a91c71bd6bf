"""A section has its part in every folder; what one lacks is named."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from monproduit.components.cell import section_name
from monproduit.core.localisation import LOCALES, use_locale
from monproduit.core.sections import Section
from monproduit.state.sections import SECTIONS

_ROOT = Path(__file__).parents[2]
_FILES = ("monproduit/components/sections", "monproduit/state/sections", "monproduit/gallery/examples")


@pytest.mark.parametrize("section", list(Section))
def test_a_section_has_its_part_everywhere(section: Section) -> None:
    missing = list(_missing(section))
    assert not missing, "\n".join(["missing:", *missing])


def _missing(section: Section) -> Iterator[str]:
    yield from (f"{folder}/{section}.py" for folder in _FILES if not (_ROOT / folder / f"{section}.py").exists())
    if not _is_named(section):
        yield "section_name in monproduit/components/cell.py"
    if section not in SECTIONS:
        yield "SECTIONS in monproduit/state/sections/__init__.py"
    for page in ("monproduit/pages/dashboard.py", "monproduit/pages/first_view.py"):
        if f"components.sections.{section} import" not in (_ROOT / page).read_text(encoding="utf-8"):
            yield f"a cell in {page}"


def _is_named(section: Section) -> bool:
    try:
        names = set[str]()
        for language in LOCALES:
            with use_locale(language):
                names.add(section_name(section))
    except KeyError:
        return False
    return len(names) == len(LOCALES)
