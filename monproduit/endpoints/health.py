"""Whether the process lives, and whether it can serve."""

import asyncio

from sqlalchemy import text
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from monproduit.core.database import reading
from monproduit.core.settings import settings
from monproduit.integrations.shared_memory import answers

_PATIENCE = 3.0


async def live(_request: Request) -> Response:
    """Say that the process answers."""
    return JSONResponse({"status": "live"})


async def ready(_request: Request) -> Response:
    """Say whether the database answers too, and Redis, where there is one."""
    missing = [name for name, is_there in zip(("the database", "Redis"), await asyncio.gather(_database(), _redis()), strict=True) if not is_there]
    if missing:
        return JSONResponse({"status": f"no answer from {' and '.join(missing)}"}, 503)
    return JSONResponse({"status": "ready"})


async def _database() -> bool:
    try:
        async with asyncio.timeout(_PATIENCE), reading() as session:
            await session.execute(text("SELECT 1 FROM login LIMIT 1"))
    except Exception:  # noqa: BLE001 (whatever it is, the answer is no)
        return False
    return True


async def _redis() -> bool:
    try:
        async with asyncio.timeout(_PATIENCE):
            return await answers(settings().redis_url)
    except TimeoutError:
        return False


ROUTES = [Route("/health/live", live), Route("/health/ready", ready)]
