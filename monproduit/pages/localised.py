"""Pages and memos in every language: compiled once per language, with its texts inside."""

import functools
from collections.abc import Callable
from typing import Any

import reflex as rx

from monproduit.core.localisation import LOCALES, locale, use_locale

Page = Callable[[], rx.Component]


def localised(page: Page, language: str) -> Page:
    """Return a page that speaks a language."""

    @functools.wraps(page)
    def speaking() -> rx.Component:
        with use_locale(language):
            return page()

    speaking.__name__ = speaking.__qualname__ = f"{page.__name__}_{language}"
    return speaking


def localised_memo(body: Callable[..., rx.Component]) -> Callable[..., rx.Component]:
    """Return `rx.memo` of a body, once per language; calls choose the one in use."""

    def of(language: str) -> Callable[..., rx.Component]:
        @functools.wraps(body)
        def speaking(*args: Any, **props: Any) -> rx.Component:
            with use_locale(language):
                return body(*args, **props)

        speaking.__name__ = speaking.__qualname__ = f"{body.__name__}_{language}"
        return rx.memo(speaking)

    memos = {language: of(language) for language in LOCALES}

    def spoken(**props: Any) -> rx.Component:
        return memos[locale()](**props)

    return spoken
