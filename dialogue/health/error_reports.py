"""Errors reported to a Sentry (SENTRY_DSN), if there is one: what went wrong and where, and nothing
of what a visitor sent."""

from typing import Any

from django.conf import settings

from dialogue import __version__
from dialogue.access import log_text
from dialogue.health import database_errors

# What of an event may hold a visitor's words whatever is cut out of it.
LEFT_OUT = ["request", "user", "breadcrumbs", "extra", "modules"]


def begin() -> None:
    """Report from now on, if the settings say to whom."""
    if not settings.SENTRY_DSN:
        return
    import sentry_sdk  # slow, and most have none

    sentry_sdk.init(
        dsn=settings.SENTRY_DSN,
        release=__version__,
        environment=settings.MODE,
        send_default_pii=False,
        include_local_variables=False,
        max_request_body_size="never",
        max_breadcrumbs=0,
        traces_sample_rate=0.0,
        before_send=cut,  # type: ignore[arg-type]
    )


def cut(event: dict[str, Any], hint: dict[str, Any]) -> dict[str, Any] | None:
    """An event without tokens, addresses, rows and values; None for an outage, which the log
    tells."""
    _kind, error, _trace = hint.get("exc_info") or (None, None, None)
    if database_errors.is_passing(error):
        return None
    kept = {name: value for name, value in event.items() if name not in LEFT_OUT}
    kept = _cleaned(kept)
    chain = {type(one).__name__: log_text.message_of(one) for one in database_errors.causes(error)}
    for value in (kept.get("exception") or {}).get("values", []):
        value["value"] = chain.get(value.get("type"), "")
    return kept


def _cleaned(value: Any) -> Any:
    if isinstance(value, str):
        return log_text.clean(value)
    if isinstance(value, dict):
        return {name: _cleaned(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [_cleaned(one) for one in value]
    return value
