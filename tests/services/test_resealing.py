"""The portal's secret is changed without losing what it sealed."""

import pytest
from sqlalchemy import select

from monproduit.core import settings
from monproduit.core.database import reading
from monproduit.core.sealing import SealBrokenError, seal, unseal
from monproduit.models import LicenseKey, WebhookEndpoint
from monproduit.services import resealing, webhook_endpoints
from monproduit.services.data.licenses import fingerprint
from tests.services.test_webhook_news import EVENTS, SAM
from tests.world import PEOPLE, license_, load

pytestmark = pytest.mark.usefixtures("portal")
FIRST, SECOND, THIRD = ("un" * 20, "deux" * 10, "trois" * 8)


def _secrets(monkeypatch: pytest.MonkeyPatch, now: str, before: str = "") -> None:
    monkeypatch.setattr(settings.settings(), "secret_key", now)
    monkeypatch.setattr(settings.settings(), "old_secret_key", before)


async def _read() -> tuple[str, str, str]:
    async with reading() as session:
        key, hook = (await session.scalars(select(LicenseKey))).one(), (await session.scalars(select(WebhookEndpoint))).one()
    return unseal(key.ciphertext, "7771"), unseal(hook.secret, "crm"), key.digest


async def test_keys_and_webhooks_are_opened_by_the_old_secret_and_sealed_by_the_new(monkeypatch: pytest.MonkeyPatch) -> None:
    _secrets(monkeypatch, FIRST)
    await load(*PEOPLE, license_("777-1", key="CLE-777-1"))
    made = await webhook_endpoints.add(SAM, "crm", "https://crm.example/", EVENTS)
    _secrets(monkeypatch, SECOND, FIRST)
    assert (await _read())[:2] == ("CLE-777-1", made.text)
    assert await resealing.reseal() == resealing.Resealed(keys=1, hooks=1)
    _secrets(monkeypatch, SECOND)
    assert await _read() == ("CLE-777-1", made.text, fingerprint("CLE-777-1"))
    _secrets(monkeypatch, THIRD)
    assert await resealing.reseal() == resealing.Resealed(lost=2)
    _secrets(monkeypatch, SECOND)
    assert (await _read())[0] == "CLE-777-1"


def test_what_is_sealed_says_how_and_an_unknown_way_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    _secrets(monkeypatch, FIRST)
    way, _, written = seal("CLE", "7771").partition(".")
    assert way == "aes256gcm"
    assert unseal(written, "7771") == "CLE", "as it was written before it said how"
    for wrong in (f"rot13.{written}", f"aes256gcm.{written[:-4]}AAA=", "aes256gcm.", ""):
        with pytest.raises(SealBrokenError):
            unseal(wrong, "7771")
