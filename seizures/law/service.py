"""When a document counts as received: the legal moment of service, by channel.

Korea: Administrative Procedures Act 14-15, Notification 2026-31 art. 14(3) and 42. China:
Administrative Penalty Law 61, Measures 41.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from seizures.law.errors import LawError, OptionNotKnown
from seizures.law.words import Words

NOTICE_DAYS = {"kr": 14, "cn": 30}
"""Days after which a public notice takes effect."""


@dataclass(frozen=True, slots=True)
class Service:
    """The day a document counts as received, why, and on what basis."""

    day: date
    why: Words
    basis: str
    confidence: str = "V"

    @property
    def to_be_confirmed(self) -> bool:
        """Whether the original text of the instrument was not read."""
        return self.confidence != "V"


ARRIVAL: Words = {
    "en": "Service takes effect on arrival.",
    "ko": "송달은 도달한 날에 효력이 발생합니다.",
    "zh-hans": "送达自到达之日起生效。",
}
ENTRY: Words = {
    "en": "Received on the day it was entered in the clearance system.",
    "ko": "통관포털에 등록된 날에 받은 것으로 봅니다.",
    "zh-hans": "自录入通关系统之日起视为收到。",
}
NOTICE: Words = {
    "en": "A public notice takes effect when {days} days have passed.",
    "ko": "공시송달은 공고일부터 {days}일이 지난 때에 효력이 발생합니다.",
    "zh-hans": "公告送达自公告之日起满{days}日生效。",
}
_RULES: dict[tuple[str, str], tuple[str, str]] = {
    ("kr", "portal"): ("Notif. 14(3), 42; Administrative Procedures Act 14, 15", "V"),
    ("kr", "fax"): ("Notif. 42; Administrative Procedures Act 15", "V"),
    ("kr", "email"): ("Notif. 42; Administrative Procedures Act 14, 15", "V"),
    ("kr", "certified_post"): ("Notif. 42; Administrative Procedures Act 15", "V"),
    ("kr", "in_person"): ("Administrative Procedures Act 14, 15", "V"),
    ("kr", "public_notice"): ("Administrative Procedures Act 14(4), 15(3)", "V"),
    ("cn", "portal"): ("Measures 22, 41", "M"),
    ("cn", "fax"): ("Penalty Law 61", "V"),
    ("cn", "email"): ("Penalty Law 61", "V"),
    ("cn", "certified_post"): ("Penalty Law 61; Measures 41", "V"),
    ("cn", "in_person"): ("Penalty Law 61", "V"),
    ("cn", "public_notice"): ("Penalty Law 61; Civil Procedure Law 95", "M"),
}
NEEDS_CONSENT = frozenset({"fax", "email"})


def received_on(
    administration: str,
    channel: str,
    sent_on: date,
    *,
    arrived_on: date | None = None,
    consent: bool = False,
) -> Service:
    """The day a document sent on a day by a channel counts as received.

    `arrived_on` is the day of the delivery receipt (default: the day it was sent; never before).
    `consent` is the signed consent that e-mail needs in Korea and fax and e-mail need in China.
    Raises `LawError` naming the channels that exist.
    """
    try:
        basis, confidence = _RULES[administration, channel]
    except KeyError:
        known = ", ".join(f"{code} {name}" for code, name in _RULES)
        raise LawError(
            f"No rule for {administration} service by '{channel}'. Known: {known}."
        ) from None
    if channel in NEEDS_CONSENT and not consent and (administration, channel) != ("kr", "fax"):
        raise OptionNotKnown(f"Service by {channel} needs the consent of the receiver ({basis}).")
    if channel == "public_notice":
        days = NOTICE_DAYS[administration]
        why = {code: text.replace("{days}", str(days)) for code, text in NOTICE.items()}
        return Service(sent_on + timedelta(days=days + 1), why, basis, confidence)
    day = max(arrived_on or sent_on, sent_on)
    return Service(day, ENTRY if channel == "portal" else ARRIVAL, basis, confidence)
