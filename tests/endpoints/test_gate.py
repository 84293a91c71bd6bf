"""The gate: who passes, from where, and what the app behind it sees."""

import asyncio
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.exc import OperationalError

from monproduit.core.settings import settings
from monproduit.endpoints import headers as dressing
from monproduit.endpoints import sockets
from monproduit.endpoints.gate import Gate, cookie_name, tab_token
from monproduit.endpoints.headers import with_charset
from monproduit.endpoints.sockets import AT_MOST, Sockets
from monproduit.services import logins

ORIGIN = "http://localhost:3000"
Message = dict[str, Any]
pytestmark = pytest.mark.usefixtures("portal")


class Behind:
    """The app behind the gate: it notes what it sees, and keeps a socket open until it is told."""

    def __init__(self) -> None:
        self.seen: Message = {}
        self.ended: Message = {}
        self.headers: list[tuple[bytes, bytes]] = []

    async def __call__(self, scope: Message, receive: Any, send: Any) -> None:
        self.seen = scope
        if scope["type"] == "websocket":
            await receive()
            await send({"type": "websocket.accept"})
            self.ended = await receive()
            return
        await send({"type": "http.response.start", "status": 200, "headers": [(b"content-type", b"text/html"), *self.headers]})
        await send({"type": "http.response.body", "body": b"page"})


async def _cookie(who: str = "claire") -> str:
    return await logins.start("test", {"sub": who, "email": f"{who}@exemple.fr", "email_verified": True}, "")


def _scope(path: str, cookie: str = "", *, kind: str = "http", origin: str | None = ORIGIN, query: str = "", **headers: str) -> Message:
    made = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    made += [(b"cookie", f"other=1; {cookie_name()}={cookie}".encode())] if cookie else []
    made += [(b"origin", origin.encode())] if origin is not None else []
    return {"type": kind, "path": path, "headers": made, "query_string": query.encode(), "method": "GET"}


async def _through(scope: Message, behind: Behind | None = None, built: Path = Path("none")) -> tuple[list[Message], Behind]:
    app, sent = behind or Behind(), list[Message]()
    waiting = asyncio.Queue[Message]()
    waiting.put_nowait({"type": "websocket.connect" if scope["type"] == "websocket" else "http.request"})
    waiting.put_nowait({"type": "websocket.disconnect", "code": 1000})

    async def send(message: Message) -> None:
        sent.append(message)

    await Gate(app, built)(scope, waiting.get, send)  # type: ignore[arg-type]
    return sent, app


def _status(sent: list[Message]) -> int:
    return int(sent[0]["status"])


def _header(sent: list[Message], name: str) -> str:
    return ", ".join(value.decode() for key, value in sent[0]["headers"] if key.decode() == name)


async def test_a_page_needs_a_login_and_says_where_one_wanted_to_go() -> None:
    sent, behind = await _through(_scope("/fr/faq", query="a=1"))
    assert (_status(sent), _header(sent, "location")) == (303, "/auth/login?next=%2Ffr%2Ffaq%3Fa%3D1")
    assert behind.seen == {}


async def test_a_page_passes_with_a_login_and_is_never_stored() -> None:
    sent, _ = await _through(_scope("/fr", await _cookie()))
    assert (_status(sent), _header(sent, "cache-control")) == (200, "private, no-store")


@pytest.mark.parametrize(("path", "hashes"), [("/fr", 0), ("/auth/login", 1), ("/ping", 0), ("/_upload", 0)])
async def test_every_answer_carries_the_security_headers_and_pages_the_hashes_of_their_scripts(path: str, hashes: int, tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("<script>1</script><script src='/a.js'></script>")
    sent, _ = await _through(_scope(path), built=tmp_path)
    policy = _header(sent, "content-security-policy")
    assert "default-src 'none'" in policy
    assert "unsafe-inline" not in policy.split("style-src")[0]
    assert "unsafe-eval" not in policy
    assert policy.count("'sha256-") == hashes
    assert {"base-uri 'none'", "object-src 'none'", "frame-ancestors 'none'"} <= set(policy.split("; "))
    assert _header(sent, "x-content-type-options") == "nosniff"
    assert _header(sent, "x-frame-options") == "DENY"
    assert _header(sent, "referrer-policy") == "same-origin"


@pytest.mark.parametrize(("origin", "is_encrypted"), [("https://produits.exemple.fr", True), (ORIGIN, False)])
async def test_over_https_browsers_stay_there_and_so_do_sockets(monkeypatch: pytest.MonkeyPatch, origin: str, is_encrypted: bool) -> None:
    monkeypatch.setenv("MONPRODUIT_PUBLIC_URL", origin)
    monkeypatch.setattr(dressing, "_policy", dressing._policy.__wrapped__)
    settings.cache_clear()
    for path in ("/fr", "/auth/whoami", "/assets/x.js", "/_upload", "/ping"):
        sent, _ = await _through(_scope(path, origin=origin))
        assert _header(sent, "strict-transport-security") == ("max-age=31536000; includeSubDomains" if is_encrypted else "")
        connected = next(part for part in _header(sent, "content-security-policy").split("; ") if part.startswith("connect-src"))
        assert ("wss://produits.exemple.fr" in connected, " ws://" in connected) == (is_encrypted, not is_encrypted)


@pytest.mark.parametrize(
    ("said", "sent"),
    [
        ("text/html", "text/html; charset=utf-8"),
        ("text/css; charset=utf-8", "text/css; charset=utf-8"),
        ("image/svg+xml", "image/svg+xml; charset=utf-8"),
        ("application/json", "application/json"),
        ("image/png", "image/png"),
    ],
)
def test_a_text_says_how_it_is_written(said: str, sent: str) -> None:
    assert with_charset(said) == sent


async def test_a_stricter_policy_of_an_answer_stays() -> None:
    """A file that somebody sent is in a sandbox."""
    behind = Behind()
    behind.headers = [(b"content-security-policy", b"sandbox")]
    sent, _ = await _through(_scope("/attachments/x"), behind)
    assert _header(sent, "content-security-policy") == "sandbox"


async def test_built_files_keep_for_ever_and_need_no_login() -> None:
    sent, _ = await _through(_scope("/assets/x.js"))
    assert (_status(sent), "immutable" in _header(sent, "cache-control")) == (200, True)


@pytest.mark.parametrize("path", ["/ping", "/_health", "/_all_routes"])
async def test_what_reflex_opens_by_itself_is_shut(path: str) -> None:
    sent, behind = await _through(_scope(path, await _cookie()))
    assert (_status(sent), behind.seen) == (404, {})


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "", None, "http://localhost:3000.evil.example", "http://localhost:3001"])
async def test_a_socket_from_elsewhere_is_refused(origin: str | None) -> None:
    sent, behind = await _through(_scope("/_event", await _cookie(), kind="websocket", origin=origin))
    assert sent == [{"type": "websocket.close", "code": 4401}]
    assert behind.seen == {}


@pytest.mark.parametrize("cookie", ["", "wrong", "x" * 5000])
async def test_a_socket_without_a_login_is_refused(cookie: str) -> None:
    sent, behind = await _through(_scope("/_event", cookie, kind="websocket", authorization="forged"))
    assert sent[0]["type"] == "websocket.close"
    assert behind.seen == {}


async def _away(_login_id: str) -> None:
    raise OperationalError("SELECT", {}, ConnectionError("CANARI"))


@pytest.mark.parametrize(("path", "headers", "words"), [("/en/faq", {}, "Try again"), ("/", {"accept_language": "fr"}, "Réessayez")])
async def test_while_nobody_can_tell_who_it_is_a_page_says_so_plainly(
    path: str, headers: dict[str, str], words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(logins, "live", _away)
    sent, behind = await _through({**_scope(path, "any", **headers), "scheme": "http", "server": ("localhost", 3000)})
    assert (_status(sent), _header(sent, "retry-after"), behind.seen) == (503, "5", {})
    assert words in sent[1]["body"].decode()
    assert "CANARI" not in sent[1]["body"].decode()
    assert "default-src" in _header(sent, "content-security-policy")


async def test_while_nobody_can_tell_who_it_is_a_socket_is_asked_to_come_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(logins, "live", _away)
    sent, behind = await _through(_scope("/_event", "any", kind="websocket"))
    assert (sent, behind.seen) == ([{"type": "websocket.close", "code": 1013}], {})


@pytest.mark.parametrize("headers", [{}, {"content_length": "99000000"}])
async def test_an_upload_needs_a_login_and_a_measure(headers: dict[str, str]) -> None:
    cookie = await _cookie() if headers else ""
    sent, behind = await _through(_scope("/_upload", cookie, **headers))
    assert (_status(sent), behind.seen) == (403, {})


async def test_the_app_sees_the_logins_digest_and_never_the_cookie() -> None:
    cookie = await _cookie()
    scope = _scope("/_event", cookie, kind="websocket", query="token=abc&EIO=4", authorization="forged", reflex_client_token="abc")
    _, behind = await _through(scope)
    login = logins.digest(cookie)
    assert cookie not in str(behind.seen)
    assert dict(behind.seen["headers"])[b"authorization"] == login.encode()
    assert b"forged" not in [value for _, value in behind.seen["headers"]]
    assert behind.seen["query_string"].decode() == f"token={tab_token(login, 'abc')}&EIO=4"
    assert dict(behind.seen["headers"])[b"reflex-client-token"].decode() == tab_token(login, "abc")


async def test_a_stolen_tab_token_names_another_tab() -> None:
    claire, nora = logins.digest(await _cookie()), logins.digest(await _cookie("nora"))
    assert tab_token(claire, "abc") != tab_token(nora, "abc")
    assert tab_token(claire, tab_token(claire, "abc")) != tab_token(claire, "abc")


async def test_a_socket_closes_when_its_login_ends_elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sockets, "_EVERY", 0.02)
    cookie, behind, sent = await _cookie(), Behind(), list[Message]()
    waiting, socket = asyncio.Queue[Message](), asyncio.Lock()
    waiting.put_nowait({"type": "websocket.connect"})

    async def send(message: Message) -> None:
        async with socket:  # a server may send nothing while somebody waits to receive
            sent.append(message)

    async def receive() -> Message:
        async with socket:
            return await waiting.get()

    sweeping = asyncio.create_task(sockets.SOCKETS.sweep())
    async with asyncio.timeout(30):
        serving = asyncio.create_task(Gate(behind, Path("none"))(_scope("/_event", cookie, kind="websocket"), receive, send))  # type: ignore[arg-type]
        while not behind.seen:  # noqa: ASYNC110 (a note rings no bell)
            await asyncio.sleep(0.01)
        await logins.end(logins.digest(cookie))
        await serving
    sweeping.cancel()
    assert sent[-1] == {"type": "websocket.close", "code": 4401}
    assert behind.ended["type"] == "websocket.disconnect"


async def test_a_login_has_a_bounded_number_of_sockets() -> None:
    open_ = Sockets()
    entered = [open_.enter("a") for _ in range(AT_MOST)]
    assert all(entered)
    assert open_.enter("a") is None
    assert open_.enter("b")
    first = entered[0]
    assert first
    open_.leave("a", first)
    assert open_.enter("a")


async def test_all_sockets_can_be_told_to_begin_anew() -> None:
    open_ = Sockets()
    entered = [open_.enter(login) for login in ("a", "a", "b")]
    open_.renew()
    assert all(over and over.done() for over in entered)


@pytest.mark.parametrize(
    ("origin", "kind", "scheme"), [("https://a.fr", "http", "https"), ("https://a.fr", "websocket", "wss"), (ORIGIN, "http", "http")]
)
async def test_what_is_behind_knows_how_browsers_came(monkeypatch: pytest.MonkeyPatch, origin: str, kind: str, scheme: str) -> None:
    """A proxy speaks plainly with the portal; redirections must not lead out of https."""
    monkeypatch.setenv("MONPRODUIT_PUBLIC_URL", origin)
    settings.cache_clear()
    path = "/_event" if kind == "websocket" else "/fr"
    _sent, behind = await _through({**_scope(path, await _cookie(), kind=kind, origin=origin), "scheme": "http"})
    assert behind.seen["scheme"] == scheme
