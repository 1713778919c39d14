"""Numbers for a monitor (Prometheus), read from the database when they are asked for, so that it
does not matter which worker answers. The apps register what they know (`register`).

Answers with a status from 500 on are counted in the cache (CACHE_URL), which all workers share;
without a shared one, /metrics tells those of the worker that was asked.
"""

import logging
from collections.abc import Callable, Iterable, Iterator

from django.core.cache import cache
from django.db import Error
from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, InfoMetricFamily
from prometheus_client.metrics_core import Metric
from prometheus_client.registry import Collector

from dialogue import __version__
from dialogue.health import heartbeats, readiness

log = logging.getLogger(__name__)
Source = Callable[[], Iterable[Metric]]
FAILURES = [500, 502, 503, 504]
KEY = "health:answers:{}"

_sources: list[Source] = []


def register(*sources: Source) -> None:
    """Add what an app can tell. Each app registers its own in its AppConfig."""
    _sources.extend(sources)


def count_failure(status: int) -> None:
    """Count an answer with this status, which is one from 500 on."""
    key = KEY.format(status)
    cache.add(key, 0, None)
    try:
        cache.incr(key)
    except ValueError:  # the cache went or came back in between
        log.debug("One answer %d was not counted.", status)


def text() -> bytes:
    """All numbers now, in Prometheus's text format."""
    registry = CollectorRegistry(auto_describe=False)
    registry.register(_Reading())
    return generate_latest(registry)


class _Reading(Collector):
    def collect(self) -> Iterator[Metric]:
        """What there is to tell. Where the database is away, that it is, and little else."""
        yield InfoMetricFamily("dialogue", "The version that runs.", {"version": __version__})
        yield _checks()
        yield _failures()
        try:
            families = [*_last_runs(), *(one for source in _sources for one in source())]
        except Error:
            return
        yield from families


def _checks():
    family = GaugeMetricFamily(
        "dialogue_check_ok", "Whether something that the site needs is there.", labels=["check"]
    )
    for name, problem in readiness.look().problems.items():
        family.add_metric([name], 0 if problem else 1)
    return family


def _failures():
    family = CounterMetricFamily(
        "dialogue_failed_answers", "Answers with a status from 500 on.", labels=["status"]
    )
    counts = cache.get_many([KEY.format(status) for status in FAILURES])
    for status in FAILURES:
        family.add_metric([str(status)], counts.get(KEY.format(status), 0))
    return family


def _last_runs():
    """When each loop and command was last seen at work, and whether it is late."""
    at = GaugeMetricFamily(
        "dialogue_last_run_timestamp_seconds",
        "When something that has to run was last seen at work (0: never).",
        labels=["name"],
    )
    late = GaugeMetricFamily(
        "dialogue_is_late", "Whether it should have run since.", labels=["name"]
    )
    for one in heartbeats.standing():
        at.add_metric([one.runner.name], one.seen.at.timestamp() if one.seen else 0)
        late.add_metric([one.runner.name], int(one.is_missing))
    return at, late
