"""A file is known by its hash alone."""

import pytest

from monproduit.core.errors import PortalError
from monproduit.services.verification import identify
from tests.services.test_software import CLAIRE, NORA, file, release
from tests.world import PEOPLE, actor, license_, load

pytestmark = pytest.mark.usefixtures("portal")
HASH, OTHER = "ab" * 32, "cd" * 32


@pytest.mark.parametrize(
    ("digest", "name", "kind", "says"),
    [
        (HASH, "renommé.zip", "known", "Vigie 7.2 (v.zip)"),
        (OTHER, "v.zip", "differs", "Ne l’installez pas"),
        (OTHER, "autre.zip", "unknown", "Aucun fichier"),
        (OTHER, "sans.zip", "unknown", "Aucun fichier"),
    ],
)
async def test_what_a_file_is(digest: str, name: str, kind: str, says: str) -> None:
    await load(*PEOPLE, license_("100-1"), release("7.2", "2026-01-01"), file("7.2", "v.zip", sha256=HASH), file("7.2", "sans.zip"))
    verdict = await identify(await actor(CLAIRE), digest, name)
    assert (verdict.kind, says in verdict.text) == (kind, True)
    assert name in verdict.title


async def test_files_of_others_and_of_tomorrow_are_not_known() -> None:
    await load(*PEOPLE, license_("100-1"), release("7.2", "2026-01-01"), release("9", "2099-01-01"))
    await load(file("7.2", "v.zip", sha256=HASH), file("9", "demain.zip", sha256=OTHER))
    assert (await identify(await actor(NORA), HASH, "v.zip")).kind == "unknown"
    assert (await identify(await actor(CLAIRE), OTHER, "demain.zip")).kind == "unknown"


@pytest.mark.parametrize("digest", ["", "ab", "AB" * 32, "zz" * 32, "' OR 1=1"])
async def test_what_is_not_a_hash_is_refused(digest: str) -> None:
    await load(*PEOPLE)
    with pytest.raises(PortalError, match="hash_malformed"):
        await identify(await actor(CLAIRE), digest, "v.zip")
