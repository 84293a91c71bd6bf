"""What the API says of expected refusals, in English, for whoever writes the other system."""

from monproduit.core.errors import PortalError

STATUS = {
    "no_such_thing": 404,
    "no_such_member": 404,
    "last_administrator": 409,
    "key_under_way": 409,
    "key_reused": 422,
    "other_key": 422,
    "wrong_cursor": 400,
    "import_too_large": 413,
    "line_too_long": 413,
    "no_room": 507,
}
_WORDS = {
    "no_such_thing": "There is no %(kind)s %(name)r.",
    "no_such_member": "This person has no such role in the group.",
    "last_administrator": "A group keeps at least one administrator: name another one first.",
    "key_under_way": "A request with this Idempotency-Key is still under way. Send it again in a moment.",
    "key_reused": "Another request had this Idempotency-Key. Give each request a key of its own.",
    "other_key": "The address says %(value)r, the field says something else. Leave the field out, or correct one of them.",
    "wrong_cursor": "This cursor is not one of ours. Take `next` of the page before, unchanged, or start without a cursor.",
    "import_too_large": "An import takes at most %(limit)s MB. Send it in parts.",
    "no_room": "The disk of the portal is full, and nothing was changed. Send it again later.",
    "line_too_long": "Line %(line)s is longer than %(limit)s bytes.",
}


def say_refusal(error: PortalError) -> str:
    """Return what is the matter."""
    return _WORDS.get(error.key, "This could not be done.") % error.values
