"""How often something may be tried, and by whom: counts in the shared cache, in fixed windows."""

from collections.abc import Mapping
from hashlib import sha256
from ipaddress import ip_address
from typing import Any

from django.conf import settings
from django.core.cache import cache

from seizures.core import clock


def seconds_to_wait(what: str, who: str, *, limit: int, window: int) -> int:
    """Counts one try of `who`; 0 when it may go on, else the seconds until it may try again.

    `window` is in seconds. Only a digest of `who` is kept: an address or a token never reaches
    the cache in the clear.
    """
    moment = int(clock.now().timestamp())
    number, passed = divmod(moment, window)
    digest = sha256(who.encode()).hexdigest()[:40]
    key = f"tries:{what}:{digest}:{number}"
    cache.add(key, 0, timeout=window + 60)
    try:
        count = cache.incr(key)
    except ValueError:  # it fell out of the cache in between
        cache.set(key, 1, timeout=window + 60)
        count = 1
    return window - passed if count > limit else 0


def address_in(told: Mapping[str, Any]) -> str:
    """The caller's network address from what the web server told of a request; behind a proxy
    (CLIENT_ADDRESS_HEADER) what the proxy says last."""
    header = settings.CLIENT_ADDRESS_HEADER
    said = str(told.get(header, "")).rpartition(",")[2].strip() if header else ""
    try:
        return str(ip_address(said))
    except ValueError:
        return str(told.get("REMOTE_ADDR", ""))
