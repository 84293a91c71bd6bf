"""Scripts that wait until the page is seen: fetched and run before, they would keep it from the screen."""

import re

_PRELOAD = re.compile(r'(<link rel=")modulepreload"')
_SCRIPT = re.compile(r'<script (?:type="module" (?=async)|(?=defer="" src="/(?!portal\.js)))')


def later(page: str) -> str:
    """Return a built page whose scripts and preloads bear names that mean nothing to a browser, until `portal.js` wakes them.

    What they say is the same, so their hashes are those of the build.
    """
    return _SCRIPT.sub('<script type="later" ', _PRELOAD.sub(r'\1later"', page))
