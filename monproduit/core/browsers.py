"""What a browser is called, in a few words that its person knows again."""

_BROWSERS = (("Edg", "Edge"), ("OPR/", "Opera"), ("Firefox/", "Firefox"), ("FxiOS/", "Firefox"), ("Chrome/", "Chrome"), ("CriOS/", "Chrome"))
_BROWSERS += (("Safari/", "Safari"),)
_SYSTEMS = (("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"), ("Mac OS X", "macOS"), ("CrOS", "ChromeOS"))
_SYSTEMS += (("Linux", "Linux"),)


def browser_of(user_agent: str) -> str:
    """Return the name of a browser and of its system, or nothing; nothing else of what it says of itself is kept."""
    known = (next((name for mark, name in marks if mark in user_agent), "") for marks in (_BROWSERS, _SYSTEMS))
    return " · ".join(name for name in known if name)
