"""One sees where one is signed in, and ends what one does not know: after proving that it is oneself."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from monproduit.core import clock
from monproduit.core.browsers import browser_of
from monproduit.core.errors import PortalError
from monproduit.services import logins, own_logins
from tests.world import PEOPLE, actor, load

pytestmark = pytest.mark.usefixtures("portal")
CLAIRE, NORA = "claire@exemple.fr", "nora@ailleurs.fr"


async def _login(who: str = CLAIRE, *, proven: datetime | None = None, browser: str = "Firefox · Linux") -> str:
    claims = {"sub": who, "email": who, "email_verified": True}
    proof = {"auth_time": int(proven.timestamp())} if proven else {}
    return logins.digest(await logins.start("test", claims | proof, "", browser=browser))


async def _lives(login_id: str) -> bool:
    return bool(await logins.live(login_id))


async def test_ones_own_are_shown_and_nobody_elses_and_none_that_is_over() -> None:
    await load(*PEOPLE)
    here, _other, ended, _noras = await _login(), await _login(browser="Safari · iPhone"), await _login(browser="Edge"), await _login(NORA)
    await logins.end(ended)
    page = await own_logins.page(await actor(CLAIRE), here)
    assert [(line.browser, line.is_this) for line in page.lines] == [("Firefox · Linux", True), ("Safari · iPhone", False)]
    assert here not in str(page)


async def test_one_or_all_others_end_and_this_one_stays() -> None:
    await load(*PEOPLE)
    here = await _login(proven=clock.now())
    one, two, noras = await _login(browser="Edge"), await _login(), await _login(NORA)
    claire = await actor(CLAIRE)
    page = await own_logins.page(claire, here)
    assert page.may_end
    assert await own_logins.end(claire, here, next(line.key for line in page.lines if line.browser == "Edge")) == 1
    assert [await _lives(login) for login in (here, one, two, noras)] == [True, False, True, True]
    assert await own_logins.end(claire, here) == 1
    assert [await _lives(login) for login in (here, one, two, noras)] == [True, False, False, True]


@pytest.mark.parametrize("ago", [None, timedelta(minutes=11), timedelta(days=-1)])
async def test_without_a_fresh_proof_nothing_ends(ago: timedelta | None) -> None:
    """A proof that a provider dates into the future is one of now, and no better."""
    await load(*PEOPLE)
    moment = datetime(2026, 11, 24, 12, tzinfo=UTC)
    with time_machine.travel(moment, tick=False) as now:
        here = await _login(proven=None if ago is None else moment - ago)
        other, claire = await _login(), await actor(CLAIRE)
        now.shift(timedelta(minutes=11))
        assert not (await own_logins.page(claire, here)).may_end
        with pytest.raises(PortalError, match="sign_in_again"):
            await own_logins.end(claire, here)
        assert await _lives(other)


async def test_the_login_of_somebody_else_proves_nothing() -> None:
    await load(*PEOPLE)
    noras, claires = await _login(NORA, proven=clock.now()), await _login()
    with pytest.raises(PortalError, match="sign_in_again"):
        await own_logins.end(await actor(CLAIRE), noras)
    assert await _lives(claires)


async def test_the_operator_signs_out_one_person_or_all() -> None:
    await load(*PEOPLE)
    claires, noras = [await _login(), await _login()], [await _login(NORA)]
    assert await logins.end_all("Claire@exemple.fr ") == 2
    assert [await _lives(login) for login in (*claires, *noras)] == [False, False, True]
    assert await logins.end_all() == 1
    with pytest.raises(PortalError, match="no_such_person"):
        await logins.end_all("nobody@exemple.fr")


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox · Linux"),
        ("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36 Edg/140.0", "Edge · Windows"),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Safari/604.1",
            "Safari · iPhone",
        ),
        ("curl/8.0 <script>", ""),
    ],
)
def test_a_browser_is_called_by_its_name_and_nothing_else_is_kept(said: str, name: str) -> None:
    assert browser_of(said) == name
