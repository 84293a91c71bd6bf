"""A page that comes back after its line broke keeps its name, and with it its state, though its old line seems open still.

Reflex takes two lines of one name for a tab that was duplicated, and gives the second a new name, with an empty state. So it is for a page that
loads anew. But a page that only opens another line is the same one: its old line may seem open for 45 seconds where the network went away without
a word, and for an hour where the worker died.
"""

from typing import Any
from urllib.parse import parse_qs

import reflex as rx
from reflex.utils.token_manager import LocalTokenManager, RedisTokenManager, SocketRecord
from reflex_base.constants import CompileVars

_MANY = 10_000
_BACK: dict[str, str] = {}
"""The pages that came back, by the name of their new line."""


def let_come_back(namespace: Any) -> None:
    """Let the pages of an app keep their names."""
    connect = namespace.on_connect

    async def on_connect(sid: str, environ: dict[str, Any], auth: Any = None) -> None:
        names = parse_qs(environ.get("QUERY_STRING", "")).get("token", [])
        if names and is_back(auth):
            await take_over(namespace._token_manager, names[0], sid)
            _note(sid, auth[CompileVars.CONNECT_AUTH_EVENT])
        await connect(sid, environ, auth)

    namespace.on_connect = on_connect


def has_come_back(state: rx.State) -> bool:
    """Tell, once for each line, whether a page loads only since it opened another line: what it shows is still in use."""
    return _BACK.pop(state.router.session.session_id, None) == state.router.url.path


def is_back(auth: Any) -> bool:
    """Tell whether a page only opens another line: one that loads says what it was built with."""
    event = auth.get(CompileVars.CONNECT_AUTH_EVENT) if isinstance(auth, dict) else None
    payload = event.get("payload", {}) if isinstance(event, dict) else None
    return isinstance(payload, dict) and CompileVars.PAYLOAD_HASHES not in payload


async def take_over(tokens: LocalTokenManager, name: str, sid: str) -> None:
    """Let a name belong to this line, whatever it belonged to."""
    if before := tokens.token_to_socket.get(name):
        tokens.sid_to_token.pop(before.sid, None)
    record = tokens.token_to_socket[name] = SocketRecord(instance_id=tokens.instance_id, sid=sid)
    tokens.sid_to_token[sid] = name
    if isinstance(tokens, RedisTokenManager):
        tokens._ensure_socket_record_task()
        await tokens._store_socket_record(name, record)


def _note(sid: str, event: dict[str, Any]) -> None:
    """Note on which page a line was opened again; of many that nobody asks for, the first are forgotten."""
    data = event.get("router_data")
    _BACK[sid] = str(data.get("pathname", "")) if isinstance(data, dict) else ""
    if len(_BACK) > _MANY:
        del _BACK[next(iter(_BACK))]
