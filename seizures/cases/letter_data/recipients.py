"""To whom a letter of a case goes, and in which language beside the administration's."""

from collections.abc import Iterator, Mapping
from typing import Any

from seizures.cases.models import SeizureCase
from seizures.core.languages import LANGUAGE_OF, pick
from seizures.letters.choices import Recipient
from seizures.parties.models import Party

TO_HOLDER = {
    "kr/form18", "cn/status_notice", "cn/detention_notice_holder", "cn/confiscation_notice_holder",
    "cn/security_release", "kr/form20", "cn/counter_security_notice",
    "kr/disposal_certificate", "cn/disposal_certificate", "kr/request_refusal",
    "kr/security_recovery", "cn/application_refusal",
}  # fmt: skip
TO_BOTH = {"kr/form11", "kr/form12", "kr/form12_2", "kr/form15", "kr/form15_2", "kr/form16",
           "cn/determination", "cn/court_notice", "kr/extension_notice", "kr/counter_decision",
           "cn/extension_notice"}  # fmt: skip
TO_AUTHORITY = {"cn/police_transfer", "kr/investigation_referral"}
INVESTIGATORS = {"kr/investigation_referral": "조사 담당 부서"}
"""Who gets a letter to an authority where the step does not ask for its name."""
FILED = {"kr/form13", "kr/form13_2", "kr/form14", "kr/form17", "kr/form19", "kr/form21",
         "kr/form22", "kr/destruction_approval", "kr/destruction_report", "kr/sample_release",
         "cn/detention_application", "cn/disposal_record", "cn/sampling_record"}  # fmt: skip
SHOWS_HOLDER_THE_PARTIES = {"kr/form15", "kr/form15_2", "cn/detention_notice_holder",
                            "cn/confiscation_notice_holder"}  # fmt: skip
LANGUAGE_OF_COUNTRY = {"KR": "ko", "CN": "zh-hans"}


def owner_name(case: SeizureCase) -> str:
    """The cargo owner's side in this country: consignee at import, consignor at export."""
    cargo = case.consignment
    return str(cargo.shipper_name if case.direction == "export" else cargo.consignee_name)


def owner_party(case: SeizureCase) -> Party | None:
    """The firm or person behind the cargo owner's side, where the manifest told one."""
    cargo = case.consignment
    return cargo.shipper if case.direction == "export" else cargo.consignee


def recipients(case: SeizureCase, key: str,
               answers: Mapping[str, Any] | None = None) -> Iterator[tuple[str, str]]:  # fmt: skip
    """(kind, name) of everybody a letter of this key goes to; papers filed stay in the office."""
    holder, owner = case.right.holder.name, owner_name(case) or "—"
    if key in FILED:
        yield Recipient.INTERNAL, _own_office(case)
        return
    if key in TO_AUTHORITY:
        named = (answers or {}).get("authority") or INVESTIGATORS.get(key, "—")
        yield Recipient.AUTHORITY, str(named)
        return
    if key in TO_HOLDER | TO_BOTH:
        yield Recipient.HOLDER, holder
    if key not in TO_HOLDER:
        yield Recipient.DECLARANT, owner


def _own_office(case: SeizureCase) -> str:
    """The customs house of the case in the language of its letters."""
    if case.office is None:
        return str(case.administration)
    return pick(case.office.names, LANGUAGE_OF[case.administration])


def translation_for(case: SeizureCase, recipient_kind: str) -> str:
    """The language beside the letter: the other side's for its people, else English."""
    if recipient_kind == Recipient.HOLDER:
        country = case.right.holder.country
    elif recipient_kind == Recipient.DECLARANT:
        party = owner_party(case)
        country = party.country if party else ""
    else:
        country = ""
    spoken = LANGUAGE_OF_COUNTRY.get(country, "en")
    return spoken if spoken != LANGUAGE_OF[case.administration] else "en"
