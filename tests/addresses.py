"""Every address that the project answers at, for the tests that walk them all."""

from django.urls import URLPattern, get_resolver


def patterns(resolver=None, namespaces=()):
    """(name, pattern) for each URL pattern. The name is what `reverse` takes, or, where a pattern
    has none, its namespace and route."""
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLPattern):
            yield ":".join([*namespaces, entry.name or str(entry.pattern)]), entry
        else:
            inner = [entry.namespace] if entry.namespace else []
            yield from patterns(entry, [*namespaces, *inner])
