"""The Redis transport of the worker, with one addition: a closed channel says that it is closed.

Without it, a message that is acknowledged or put back after its broker was lost ends the whole
worker with an AttributeError. As a connection error it is logged and the worker connects again;
the message comes back after the visibility timeout, the work with the next sweep.
"""

from typing import Any

from kombu import transport
from kombu.transport import redis
from redis.exceptions import ConnectionError as ConnectionLost


class Channel(redis.Channel):
    """A channel that cannot reach the broker any more once its connection was given up."""

    def _connparams(self, asynchronous: bool = False) -> dict[str, Any]:
        if getattr(self.connection, "client", None) is None:
            raise ConnectionLost("the connection of this channel was lost")
        return super()._connparams(asynchronous=asynchronous)


class Transport(redis.Transport):
    """The Redis transport over such channels."""

    Channel = Channel


def install() -> None:
    """Makes addresses of Redis and Valkey use this transport in this process."""
    for scheme in ("redis", "rediss"):
        transport.TRANSPORT_ALIASES[scheme] = f"{__name__}:{Transport.__name__}"
