"""A vendor's brand: read strictly, readable for everybody, and nothing but colours, lengths and names in its stylesheet."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from monproduit.core import localisation, settings, wording
from monproduit.core.brand import Brand
from monproduit.core.brand_sheet import sheet, whole_sheet
from monproduit.core.colours import contrast, mix, readable
from monproduit.core.errors import SettingsError
from monproduit.core.localisation import _, ngettext, use_locale
from monproduit.core.palette import DARK, LIGHT, TEXT, tuned, unreadable
from monproduit.core.vendor import read_vendor

_ROOT = Path(__file__).parents[2]
_EXAMPLE = (_ROOT / "docs" / "vendor.example.toml").read_text(encoding="utf-8").partition("[brand]")[0]


def _file(folder: Path, brand: str) -> Path:
    path = folder / "vendor.toml"
    path.write_text(f"{_EXAMPLE}\n[brand]\n{brand}", encoding="utf-8")
    return path


def _brand(folder: Path, brand: str) -> Brand:
    return read_vendor(_file(folder, brand)).brand


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("#000", "#fff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.005)
    assert mix("#000000", "#ffffff", 0.5) == "#808080"
    assert contrast(readable("#999999", ("#ffffff",), TEXT), "#ffffff") >= TEXT


def test_the_portals_own_colours_are_those_of_its_stylesheet() -> None:
    css = (_ROOT / "assets" / "app.css").read_text()
    for selector, palette in ((":root {", LIGHT), (".dark {", DARK)):
        rule = css[css.index(selector) :].partition("\n}")[0]
        written = {name: f"#{3 * 'f'}{3 * 'f'}" if value == "#fff" else value for name, value in re.findall(r"--([a-z-]+): (#[0-9a-f]{3,6});", rule)}
        assert palette == {**palette, **written}
        assert palette.keys() - written.keys() <= {"mark", "mark-end"}


@pytest.mark.parametrize("accent", [None, "#7c3aed", "#ffd400", "#e11d48", "#777777", "#000000", "#ffffff", "#0ea5e9"])
def test_whatever_the_accent_all_is_read(accent: str | None) -> None:
    for theme in (LIGHT, DARK):
        assert list(unreadable(tuned(theme, accent, {}))) == []


def test_no_corner_is_round_by_itself() -> None:
    for path in (*(_ROOT / "assets").glob("*.css"), _ROOT / "monproduit" / "gallery" / "browser" / "gallery.css"):
        for place, line in enumerate(path.read_text().splitlines(), 1):
            for value in re.findall(r"border(?:-\w+-\w+)?-radius: ([^;}]+)", line):
                bare = value.replace("calc(", "").replace("* var(--round))", "--round")
                assert all("rem" not in part for part in re.findall(r"[\d.]+rem(?! --round)", bare)), f"{path.name}:{place}: {value}"


def test_a_brand_of_one_line_is_a_whole_one(tmp_path: Path) -> None:
    said = sheet(_brand(tmp_path, 'accent = "#7C3AED"'))
    assert "--accent: #7c3aed;" in said
    assert "html.dark" in said
    assert sheet(Brand()) == ""


def test_corners_density_and_fonts_are_said_in_custom_properties(tmp_path: Path) -> None:
    said = sheet(_brand(tmp_path, 'radius = "0.375rem"\ndensity = "compact"\nfonts = ["Open Sans", "sans-serif"]'))
    assert said == 'html:root { --round: 0.500; --dense: 0.75; --font: "Open Sans", sans-serif; }\n'


def test_a_bad_pair_is_named_with_its_ratio_and_what_would_do(tmp_path: Path) -> None:
    with pytest.raises(SettingsError) as refused:
        _brand(tmp_path, '[brand.light]\nsoft = "#999"')
    said = str(refused.value)
    assert "vendor.toml: brand: " in said
    assert "light: soft #999999 has a contrast of" in said
    assert "2.84:1 on card #ffffff" in said
    assert "needs 4.5:1" in said
    proposed = re.search(r'soft = "(#\w{6})" would do', said)
    assert proposed
    assert _brand(tmp_path, f'[brand.light]\nsoft = "{proposed[1]}"').themes["light"]["soft"] == proposed[1]


@pytest.mark.parametrize(
    ("brand", "named"),
    [
        ('accent = "red"', "brand.accent"),
        ('accent = "#fff; } body { display: none"', "brand.accent"),
        ('accent = "url(https://example.com)"', "brand.accent"),
        ('radius = "1em"', "brand.radius"),
        ('radius = "99px"', "brand.radius"),
        ('radius = "0;color:red"', "brand.radius"),
        ('density = "tight"', "brand.density"),
        ("fonts = ['x\"; } * { color: red']", r"brand.fonts.0"),
        ('fonts = ["</style><script>"]', r"brand.fonts.0"),
        ('logo = "../secret.svg"', "brand.logo"),
        ('logo = "missing.svg"', "brand.logo"),
        ('font_file = "missing.woff2"', "brand.font_file"),
        ('[brand.light]\nacent = "#000"', r"brand.light.acent.*did you mean 'accent'"),
        ('[brand.texts.de]\n"Mes produits" = "Meine Produkte"', "brand.texts.de"),
        ('[brand.texts.fr]\n"Mes produit" = "Mes logiciels"', "did you mean 'Mes produits'"),
        ('[brand.texts.fr]\n"%(count)s jours" = "des jours"', "needs the values"),
        ('folder = "/etc"', "folder"),
        ('name = ""', "brand.name"),
        ("colour = 1", "brand.colour"),
    ],
)
def test_what_is_wrong_is_named(tmp_path: Path, brand: str, named: str) -> None:
    with pytest.raises(SettingsError, match=rf"(?s)vendor\.toml: .*{named}"):
        _brand(tmp_path, brand)


def test_a_page_without_a_stylesheet_has_all_of_the_look(tmp_path: Path) -> None:
    said = whole_sheet(_brand(tmp_path, 'accent = "#7c3aed"\nradius = "0"'))
    assert "--round: 0.000;" in said
    assert all(f"--{name}:" in said for name in LIGHT)
    assert "<" not in said


@pytest.fixture
def own_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Say some texts otherwise."""
    french = '[brand.texts.fr]\n"Mes produits" = "Mes logiciels"\n"%(count)s jours" = "%(count)s journées"\n'
    path = _file(tmp_path, f'{french}[brand.texts.en]\n"Mes produits" = "My software"\n"%(count)s jour" = "%(count)s sun"\n')
    monkeypatch.setenv("MONPRODUIT_VENDOR_FILE", str(path))
    caches = (settings.settings, wording.wording, localisation.catalogue)
    for one in caches:
        one.cache_clear()
    yield
    monkeypatch.undo()
    for one in caches:
        one.cache_clear()


@pytest.mark.usefixtures("own_words")
def test_the_vendor_speaks_in_its_own_words() -> None:
    assert (_("Mes produits"), _("Contacter le support")) == ("Mes logiciels", "Contacter le support")
    days = [ngettext("%(count)s jour", "%(count)s jours", count) for count in (1, 2)]
    with use_locale("en"):
        assert (_("Mes produits"), _("Contacter le support")) == ("My software", "Contact support")
        assert [*days, *(ngettext("%(count)s jour", "%(count)s jours", count) for count in (1, 2))] == [
            *("%(count)s jour", "%(count)s journées", "%(count)s sun"),
            "%(count)s days",
        ]


@pytest.mark.usefixtures("own_words")
def test_words_are_part_of_the_pages_and_colours_are_not() -> None:
    first = wording.fingerprint()
    path = settings.settings().vendor_file
    assert path
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("[brand]\n", '[brand]\naccent = "#7c3aed"\n'), encoding="utf-8")
    assert wording.fingerprint() == first != ""
    path.write_text(text.replace("My software", "My things"), encoding="utf-8")
    assert wording.fingerprint() != first
    assert tomllib.loads(path.read_text(encoding="utf-8"))["brand"]["texts"]["en"]["Mes produits"] == "My things"
