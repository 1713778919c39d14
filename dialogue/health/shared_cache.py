"""The cache that all workers share (Redis), and each process's own memory while it is away: people
can go on signing in. Until it is back, wrong passwords are counted, and used codes remembered, by
each process for itself."""

from typing import Any

from django.core.cache.backends.locmem import LocMemCache
from django.core.cache.backends.redis import RedisCache
from redis.backoff import NoBackoff
from redis.exceptions import RedisError
from redis.retry import Retry

from dialogue.health.outages import CACHE

PATIENCE = 1  # seconds for which Redis may be silent
# Options of its connections: no second try, for the whole of it would be waited for each time.
OPTIONS = {
    "socket_connect_timeout": PATIENCE,
    "socket_timeout": PATIENCE,
    "retry": Retry(NoBackoff(), 0),
}


class SharedCache(RedisCache):
    """Django's cache in Redis, which does not fail when Redis does."""

    def __init__(self, server: Any, params: dict[str, Any]) -> None:
        super().__init__(server, {**params, "OPTIONS": {**OPTIONS, **params.get("OPTIONS", {})}})
        kept = {name: value for name, value in params.items() if name != "OPTIONS"}
        self._here = LocMemCache("while the shared cache is away", kept)

    def answers(self) -> bool:
        """Whether Redis itself answers now."""
        try:
            self._cache.get_client().ping()  # type: ignore[attr-defined]
        except (RedisError, OSError) as error:
            CACHE.failed(type(error).__name__)
            return False
        CACHE.worked()
        return True

    def _ask(self, method: str, *args: Any, **kwargs: Any) -> Any:
        if CACHE.may_try():
            try:
                result = getattr(RedisCache, method)(self, *args, **kwargs)
            except (RedisError, OSError) as error:
                CACHE.failed(type(error).__name__, was_try=True)
            else:
                CACHE.worked()
                return result
        return getattr(self._here, method)(*args, **kwargs)

    def add(self, *args: Any, **kwargs: Any) -> Any:
        return self._ask("add", *args, **kwargs)

    def get(self, *args: Any, **kwargs: Any) -> Any:
        return self._ask("get", *args, **kwargs)

    def set(self, *args: Any, **kwargs: Any) -> Any:
        return self._ask("set", *args, **kwargs)

    def touch(self, *args: Any, **kwargs: Any) -> Any:
        return self._ask("touch", *args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> Any:
        return self._ask("delete", *args, **kwargs)

    def get_many(self, *args: Any, **kwargs: Any) -> Any:
        return self._ask("get_many", *args, **kwargs)

    def set_many(self, *args: Any, **kwargs: Any) -> Any:
        return self._ask("set_many", *args, **kwargs)

    def delete_many(self, *args: Any, **kwargs: Any) -> Any:
        return self._ask("delete_many", *args, **kwargs)

    def has_key(self, *args: Any, **kwargs: Any) -> Any:
        return self._ask("has_key", *args, **kwargs)

    def incr(self, *args: Any, **kwargs: Any) -> Any:
        return self._ask("incr", *args, **kwargs)

    def clear(self) -> Any:
        return self._ask("clear")
