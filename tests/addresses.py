"""Every address that the project answers at, for the tests that walk them all."""

from django.urls import URLPattern, get_resolver


def patterns(resolver=None, namespaces=(), route=""):
    """(name, pattern) for each URL pattern. The name is what `reverse` takes, or the whole route,
    beginning with "/", where a pattern has none."""
    for entry in (resolver or get_resolver()).url_patterns:
        whole = route + str(entry.pattern)
        if not isinstance(entry, URLPattern):
            inner = [entry.namespace] if entry.namespace else []
            yield from patterns(entry, [*namespaces, *inner], whole)
        elif entry.name:
            yield ":".join([*namespaces, entry.name]), entry
        else:
            yield f"/{whole}", entry
