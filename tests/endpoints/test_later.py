"""What of a built page waits until the page is seen, and what does not."""

from monproduit.endpoints.later import later

_THEME = '<script>\nconst theme = "dark";</script>'
_FIRST = '<script defer="" src="/portal.js"></script>'
_SHEETS = '<link href="/brand.css" rel="stylesheet"/><link as="style" href="/assets/styles.css" rel="preload"/>'
_IMPORT = 'import "/assets/manifest.js";\nimport("/assets/entry.js");'


def test_scripts_and_their_preloads_wait() -> None:
    page = later(
        '<link rel="modulepreload" href="/assets/entry.js"/><script defer="" src="/chat.js"></script>'
        f'<script type="module" async="">{_IMPORT}</script>'
    )
    assert page == (
        '<link rel="later" href="/assets/entry.js"/><script type="later" defer="" src="/chat.js"></script>'
        f'<script type="later" async="">{_IMPORT}</script>'
    )


def test_what_the_first_paint_needs_and_what_wakes_the_rest_do_not_wait() -> None:
    assert later(_SHEETS + _THEME + _FIRST) == _SHEETS + _THEME + _FIRST
