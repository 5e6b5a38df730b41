"""When a letter counts as received, by the way it travelled.

Korea: Administrative Procedures Act 14, 15 (arrival; by consent in an electronic system; public
notice after fourteen days), Notification 2026-31 Art. 14 and 42 (registration in the portal, fax,
e-mail, certified post). China: Administrative Penalty Law 61 (fax and e-mail only with signed
consent); the thirty days of a public notice are those of the Civil Procedure Law and are to be
confirmed.
"""

import datetime as dt
from dataclasses import dataclass

from seizures.core import clock
from seizures.letters.choices import Channel

PUBLIC_NOTICE_DAYS = {"kr": 14, "cn": 30}
NEEDS_CONSENT = {"kr": {Channel.EMAIL}, "cn": {Channel.EMAIL, Channel.FAX}}
BASIS = {
    ("kr", Channel.PORTAL): "Notif. 14(2), 42",
    ("kr", Channel.FAX): "Notif. 42; Administrative Procedures Act 15(1)",
    ("kr", Channel.EMAIL): "Administrative Procedures Act 14(3), 15(2)",
    ("kr", Channel.POST): "Notif. 42; Administrative Procedures Act 15(1)",
    ("kr", Channel.IN_PERSON): "Administrative Procedures Act 14(2), 15(1)",
    ("kr", Channel.PUBLIC): "Administrative Procedures Act 14(4), 15(3)",
    ("cn", Channel.PORTAL): "Measures 41",
    ("cn", Channel.FAX): "Penalty Law 61",
    ("cn", Channel.EMAIL): "Penalty Law 61",
    ("cn", Channel.POST): "Penalty Law 61; Civil Procedure Law 91",
    ("cn", Channel.IN_PERSON): "Penalty Law 61; Civil Procedure Law 88",
    ("cn", Channel.PUBLIC): "Penalty Law 61; Civil Procedure Law 95",
}
TO_CONFIRM = {("cn", Channel.PORTAL), ("cn", Channel.PUBLIC), ("cn", Channel.POST),
              ("cn", Channel.IN_PERSON)}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Receipt:
    """The legal moment of receipt, the law it rests on, and whether that was read in the text."""

    at: dt.datetime
    basis: str
    is_confirmed: bool


def legal_moment(administration: str, channel: str, happened_at: dt.datetime,
                 registered_at: dt.datetime) -> Receipt:  # fmt: skip
    """The moment a letter counts as received.

    `happened_at` is what was seen: opening in the portal, arrival, handing over, posting of the
    public notice; `registered_at` is when the letter lay ready in the portal.
    """
    found = (administration, Channel(channel))
    at = happened_at
    if channel == Channel.PORTAL and administration == "kr":
        at = registered_at  # the day the data is registered in the clearance portal
    elif channel == Channel.PUBLIC:
        at = _after_public_notice(administration, happened_at)
    return Receipt(at, BASIS.get(found, ""), found not in TO_CONFIRM)


def needs_consent(administration: str, channel: str) -> bool:
    """Whether the recipient must have agreed to be served in this way."""
    return channel in NEEDS_CONSENT.get(administration, set())


def _after_public_notice(administration: str, posted_at: dt.datetime) -> dt.datetime:
    """Midnight after the last of the full days; the day of posting does not count."""
    days = PUBLIC_NOTICE_DAYS[administration]
    day = clock.day_of(posted_at, administration) + dt.timedelta(days=days + 1)
    return dt.datetime.combine(day, dt.time(), tzinfo=clock.zone(administration))
