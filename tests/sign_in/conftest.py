"""A provider that lies, and a browser before the portal that believes it no more than it must."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.sign_in.fake_provider import Browser, FakeProvider


@pytest.fixture
def provider() -> FakeProvider:
    """A provider that is honest until it is told otherwise."""
    return FakeProvider()


@pytest.fixture
async def visitor(provider: FakeProvider, portal: Path) -> AsyncIterator[Browser]:
    """A browser before a portal that trusts the provider."""
    assert portal
    browser = Browser(provider)
    async with browser.http:
        yield browser
