"""When a letter counts as received, by the way it travelled: the moments behind `law.service`."""

import datetime as dt

from seizures.core import clock
from seizures.law import service
from seizures.law.service import Service
from seizures.letters.choices import Channel

CODE = {Channel.POST: "certified_post", Channel.PUBLIC: "public_notice"}
"""Channels that the law calls by another code."""


def legal_moment(administration: str, channel: str, happened_at: dt.datetime,
                 registered_at: dt.datetime) -> tuple[dt.datetime, Service]:  # fmt: skip
    """The moment a letter counts as received, with the rule.

    `happened_at` is what was seen: opening in the portal, arrival, handing over, posting of the
    public notice; `registered_at` is when the letter lay ready in the portal, which is what counts
    in Korea. A rule that names a later day takes effect at its beginning.
    """
    at = happened_at
    if channel == Channel.PORTAL and administration == "kr":
        at = registered_at
    day = clock.day_of(at, administration)
    rule = service.received_on(
        administration, CODE.get(Channel(channel), channel), day, consent=True
    )
    if rule.day == day:
        return at, rule
    return dt.datetime.combine(rule.day, dt.time(), tzinfo=clock.zone(administration)), rule


def needs_consent(administration: str, channel: str) -> bool:
    """Whether the recipient must have agreed to be served in this way."""
    return channel in service.NEEDS_CONSENT and (administration, channel) != ("kr", "fax")
