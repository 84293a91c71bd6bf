"""The portal that customers get has neither pages nor handlers of the product team's."""

from tests.state.harness import REGISTRY, app


def test_no_page_and_no_handler_is_the_gallerys() -> None:
    assert len(app._unevaluated_pages) > 50
    assert [route for route in app._unevaluated_pages if "gallery" in route] == []
    handlers = REGISTRY.event_handlers
    assert [name for name in handlers if "dashboard_state" in name]
    assert [name for name in handlers if "gallery" in name or "scenario" in name] == []
