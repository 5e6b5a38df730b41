"""What each letter must be given: the data contract of every template, and a full sample.

The data of a letter is plain JSON. Amounts and quantities are decimal text ("1234.50"), days are
ISO dates, and every text may be plain or a mapping {"en", "ko", "zh-hans"}: then each language
of the letter shows its own. Only what the recipient may see belongs in the data; a template
shows all parties it is given in the capacities it knows. The blocks are in `blocks`.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

SAMPLES = Path(__file__).parent / "samples"


@dataclass(frozen=True, slots=True)
class Contents:
    """What one letter is: its key, its languages (the first has legal effect), and the paths of
    the data that must be filled."""

    key: str
    languages: tuple[str, ...]
    required: tuple[str, ...]

    @property
    def administration(self) -> str:
        """The administration whose letter this is: kr or cn."""
        return self.key.split("/")[0]


_CASE = ("office.name", "declaration.number", "right.kind", "right.name", "goods", "parties")
_FILING = ("office.name", "right.kind", "right.name", "parties")
_KR = ("ko", "en", "zh-hans")
_CN = ("zh-hans", "en", "ko")


def _contents(key: str, *required: str) -> Contents:
    return Contents(key, _KR if key.startswith("kr/") else _CN, required)


ALL: dict[str, Contents] = {c.key: c for c in (
    _contents("kr/form10", "office.name", "recipient.name", "right.kind", "right.name", "result"),
    _contents("kr/form10_2", "office.name", "recipient.name", "right.kind", "right.name",
              "deficiencies"),
    _contents("kr/form11", *_CASE, "recipient.name", "right.recordation_number", "condition.kind"),
    _contents("kr/form12", *_CASE, "recipient.name", "condition.kind"),
    _contents("kr/form12_2", *_CASE, "recipient.name"),
    _contents("kr/form13", *_CASE, "reason", "security.amount", "security.currency"),
    _contents("kr/form13_2", *_CASE, "appraisal.result", "appraisal.reasons"),
    _contents("kr/form15", *_CASE, "recipient.name"),
    _contents("kr/form15_2", *_CASE, "recipient.name"),
    _contents("kr/form16", *_CASE, "recipient.name", "facts"),
    _contents("kr/form17", *_CASE, "reason", "security.amount", "security.currency"),
    _contents("kr/form18", *_CASE, "recipient.name", "reason"),
    _contents("kr/form19", *_CASE, "reason"),
    _contents("kr/form20", "office.name", "recipient.name", "case.reference", "security.amount",
              "security.currency", "security.expires_on"),
    _contents("kr/form10_3", *_FILING, "supplement.answers"),
    _contents("kr/form10_4", "office.name", "recipient.name", "right.kind", "right.name",
              "deficiencies"),
    _contents("kr/form10_5", *_FILING, "supplement.answers"),
    _contents("kr/form14", "office.name", "right.kind", "right.name", "goods", "parties",
              "declaration.expected_on", "reason", "security.amount", "security.currency"),
    _contents("kr/form21", "office.name", "parties", "security.amount", "security.currency",
              "security.expires_on"),
    _contents("kr/form22", "office.name", "parties", "security.amount", "security.currency",
              "reason"),
    _contents("kr/form23", "office.name", "recipient.name", "parties", "security.amount",
              "security.currency"),
    _contents("kr/form24", "office.name", "register.first", "register.last"),
    _contents("kr/destruction_approval", "office.name", "goods", "destruction.place",
              "destruction.method", "destruction.decision"),
    _contents("kr/sample_release", *_CASE, "sample.requester", "sample.basis"),
    _contents("kr/release_notice", *_CASE, "recipient.name", "release.ground"),
    _contents("kr/destruction_report", "office.name", "goods", "destruction.done_on",
              "destruction.place", "destruction.method"),
    _contents("kr/disposal_certificate", "office.name", "recipient.name", "case.reference",
              "goods", "destruction.done_on", "destruction.method"),
    _contents("cn/disposal_certificate", "office.name", "recipient.name", "case.reference",
              "goods", "disposal.channel", "disposal.done_on"),
    _contents("cn/status_notice", *_CASE, "recipient.name", "right.recordation_number"),
    _contents("cn/detention_application", *_CASE, "security.amount", "security.currency"),
    _contents("cn/detention_decision", *_CASE, "recipient.name", "facts", "case.detained_on"),
    _contents("cn/detention_notice_holder", *_CASE, "recipient.name", "case.detained_on"),
    _contents("cn/determination", *_CASE, "recipient.name", "result"),
    _contents("cn/penalty_notice", *_CASE, "recipient.name", "facts", "penalty.content"),
    _contents("cn/penalty_decision", *_CASE, "recipient.name", "facts", "penalty.content",
              "penalty.payment"),
    _contents("cn/confiscation_notice_holder", *_CASE, "recipient.name"),
    _contents("cn/release", *_CASE, "recipient.name", "release.ground"),
    _contents("cn/security_release", "office.name", "recipient.name", "case.reference",
              "security.amount", "security.currency", "reason"),
    _contents("cn/disposal_record", "office.name", "goods", "disposal.channel",
              "disposal.done_on"),
    _contents("cn/status_declaration", *_CASE, "recipient.name", "right.recordation_number",
              "demand.reply_by"),
    _contents("cn/detention_voucher", *_CASE, "recipient.name", "case.detained_on"),
    _contents("cn/court_notice", *_CASE, "recipient.name", "court.authority", "court.document"),
    _contents("cn/counter_security_notice", *_CASE, "recipient.name", "security.amount",
              "security.currency"),
    _contents("cn/hearing_notice", *_CASE, "recipient.name", "hearing.at", "hearing.place"),
    _contents("cn/sampling_record", *_CASE, "sample.basis"),
    _contents("cn/police_transfer", *_CASE, "recipient.name", "facts", "transfer.authority"),
    _contents("cn/early_sale_notice", *_CASE, "recipient.name", "sale.reason"),
    _contents("cn/dispatch_register", "office.name", "register.first", "register.last"),
    _contents("kr/recall_order", *_CASE, "recipient.name", "reason"),
    _contents("kr/return_order", *_CASE, "recipient.name", "reason"),
    _contents("kr/extension_notice", *_CASE, "recipient.name", "extension.ground"),
    _contents("kr/counter_decision", *_CASE, "recipient.name", "decision"),
    _contents("kr/request_refusal", *_CASE, "recipient.name", "reason"),
    _contents("kr/security_recovery", *_FILING, "recipient.name", "security.amount",
              "security.currency"),
    _contents("kr/investigation_referral", *_CASE, "recipient.name"),
    _contents("kr/early_sale_notice", *_CASE, "recipient.name", "sale.reason"),
    _contents("cn/extension_notice", *_CASE, "recipient.name", "case.detained_on"),
    _contents("cn/application_refusal", *_CASE, "recipient.name", "reason"),
    _contents("cn/renewal_result", "office.name", "recipient.name", "right.kind", "right.name",
              "result"),
    _contents("cn/recordation_result", "office.name", "recipient.name", "right.kind",
              "right.name", "result"),
)}  # fmt: skip


def keys() -> tuple[str, ...]:
    """Every letter there is, as `kr/form11`."""
    return tuple(ALL)


def missing(key: str, data: Mapping[str, Any]) -> tuple[str, ...]:
    """The required paths of this letter that the data leaves empty."""
    return tuple(path for path in ALL[key].required if not _at(data, path))


def sample(key: str) -> dict[str, Any]:
    """A full, invented example of the data of one letter, for tests and the gallery.

    It is the shared case of the letter's administration with what this letter adds.
    """
    book = json.loads((SAMPLES / f"{ALL[key].administration}.json").read_text(encoding="utf-8"))
    data: dict[str, Any] = book["shared"]
    extra: dict[str, Any] = book["letters"][key]
    data["parties"] += extra.pop("parties+", [])
    return {**data, **extra}


def _at(data: Mapping[str, Any], path: str) -> Any:
    value: Any = data
    for step in path.split("."):
        if not isinstance(value, Mapping):
            return None
        value = value.get(step)
    return value
