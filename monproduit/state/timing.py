"""How long handlers take, by name, for the figures of the portal, and for traces."""

import inspect
from collections.abc import AsyncIterator, Callable
from functools import wraps
from typing import Any

from monproduit.core import tracing
from monproduit.core.metrics import HANDLERS


def timed(handler: Callable[..., Any]) -> Callable[..., Any]:
    """Return a handler that does the same and counts its seconds, with what it waits for."""
    name = handler.__qualname__
    seconds = HANDLERS.labels(name)

    async def once(*given: Any, **named: Any) -> Any:
        with seconds.time(), tracing.span(name):
            return await handler(*given, **named)

    async def in_steps(*given: Any, **named: Any) -> AsyncIterator[Any]:
        with seconds.time(), tracing.span(name):
            async for step in handler(*given, **named):
                yield step

    def plainly(*given: Any, **named: Any) -> Any:
        with seconds.time(), tracing.span(name):
            return handler(*given, **named)

    if inspect.isgeneratorfunction(handler):
        return handler
    kind = once if inspect.iscoroutinefunction(handler) else in_steps if inspect.isasyncgenfunction(handler) else plainly
    made = wraps(handler)(kind)
    made.__signature__ = inspect.signature(handler)  # type: ignore[attr-defined] (Reflex looks at it without going to what is wrapped)
    return made
