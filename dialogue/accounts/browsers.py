"""The name of a browser and its system, in plain words, from what it sends as User-Agent."""

from django.utils.translation import gettext as _

# What gives each away, the more particular first: nearly all say "Safari", many say "Chrome".
BROWSERS = [
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("coc_coc", "Cốc Cốc"),
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
]
SYSTEMS = [
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS X", "macOS"),
    ("CrOS", "ChromeOS"),
    ("Linux", "Linux"),
]


def in_plain_words(user_agent: str) -> str:
    """Like "Firefox, Windows"; the text itself, shortened, where neither is known."""
    names = [_first(BROWSERS, user_agent), _first(SYSTEMS, user_agent)]
    known = ", ".join(filter(None, names))
    return known or user_agent[:60] or _("unknown browser")


def _first(table, user_agent):
    return next((name for sign, name in table if sign in user_agent), "")
