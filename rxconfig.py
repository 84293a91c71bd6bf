"""What Reflex needs to know: loopback only, one origin, no phone calls home, and styles of our own."""

import os

import reflex as rx

from monproduit.core.settings import settings

GALLERY = bool(os.environ.get("MONPRODUIT_GALLERY"))
"""Whether the product team looks at components: then another application is built, and nothing of it is in the portal's."""

config = rx.Config(
    app_name="monproduit",
    app_module_import="monproduit.gallery.app" if GALLERY else None,
    backend_host="127.0.0.1",
    telemetry_enabled=False,
    show_built_with_reflex=False,
    cors_allowed_origins=[settings().origin],
    transport="websocket",
    redis_url=settings().redis_url or None,
    state_manager_mode="redis" if settings().redis_url else "memory",
    default_color_mode="system",
    frontend_compression_formats=[] if GALLERY else ["brotli", "gzip"],
    plugins=[],
    disable_plugins=[rx.plugins.SitemapPlugin],
)
