"""What each letter must be given: the data contract of every template, and a full sample.

The data of a letter is plain JSON. Amounts and quantities are decimal text ("1234.50"), days are
ISO dates, and every text may be plain or a mapping {"en", "ko", "zh-hans"}: then each language
of the letter shows its own. Only what the recipient may see belongs in the data; a template
shows all parties it is given in the capacities it knows.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NotRequired, TypedDict

Words = str | dict[str, str]

SAMPLES = Path(__file__).parent / "samples"
PARTY_ROLES = (
    "holder", "agent", "requester", "applicant", "importer", "exporter", "owner", "declarant",
    "consignor", "consignee", "carrier", "provider", "consenter", "appraiser", "custodian",
    "witness", "destroyer", "recipient_party", "party",
)  # fmt: skip


class Office(TypedDict):
    """The issuing customs house, and whom to call there."""

    name: Words
    unit: NotRequired[Words]
    officer: NotRequired[Words]
    phone: NotRequired[str]
    fax: NotRequired[str]
    email: NotRequired[str]


class Recipient(TypedDict):
    """To whom the letter goes."""

    name: Words
    address: NotRequired[Words]


class CaseBlock(TypedDict, total=False):
    """The case and its days; the reference is what people quote."""

    reference: str
    notified_on: str
    suspended_on: str
    detained_on: str
    decided_on: str
    released_on: str
    effective_on: str
    received_on: str
    decision_number: str
    detention_term: Words


class Declaration(TypedDict, total=False):
    """The declaration or detention the goods stand under, and where they are."""

    number: str
    direction: str
    declared_on: str
    transport_document: str
    detention_number: str
    entry_on: str
    storage_place: Words
    conveyance: str
    container: str
    port: Words
    destination: Words
    expected_on: str


class RightBlock(TypedDict, total=False):
    """The right: `kind` is trademark, copyright, patent, design, plant_variety or
    geographical_indication."""

    kind: str
    name: Words
    registration_number: str
    recordation_number: str
    classes: str
    valid_from: str
    valid_until: str
    expires_on: str


class Party(TypedDict):
    """One person or firm in a capacity of `PARTY_ROLES`."""

    role: str
    name: Words
    representative: NotRequired[Words]
    identifier: NotRequired[str]
    address: NotRequired[Words]
    phone: NotRequired[str]
    email: NotRequired[str]
    nationality: NotRequired[Words]


class GoodsLine(TypedDict, total=False):
    """One line of goods; `fate` says what became of it."""

    position: int
    name: Words
    hs: str
    spec: Words
    mark: Words
    registration_number: str
    quantity: str
    unit: Words
    value: str
    currency: str
    weight_kg: str
    origin: Words
    export_country: Words
    condition: Words
    fate: Words


class Condition(TypedDict):
    """State of the goods: `kind` is normal, perishable, dangerous or urgent."""

    kind: str
    reason: NotRequired[Words]


class Security(TypedDict, total=False):
    """A security: `form` is cash, bond, securities, guarantee or general."""

    amount: str
    currency: str
    goods_value: str
    formula: Words
    form: str
    number: str
    provided_on: str
    expires_on: str


class Deadline(TypedDict):
    """A running time limit; `code` is the rule's code, `counting` its way of counting and basis."""

    code: str
    due_on: str
    title: NotRequired[Words]
    counting: NotRequired[Words]


class LetterData(TypedDict, total=False):
    """All blocks a letter may carry. `number`, `verify_url` and `verify_token` are given at
    issue; a block of its own kind (appraisal, penalty, disposal, destruction, release) is
    described at its sample."""

    number: str
    demo: bool
    verify_url: str
    verify_token: str
    office: Office
    recipient: Recipient
    signatory: dict[str, Words]
    case: CaseBlock
    declaration: Declaration
    right: RightBlock
    parties: list[Party]
    goods: list[GoodsLine]
    condition: Condition
    security: Security
    deadlines: list[Deadline]
    facts: Words
    reason: Words
    remarks: Words
    relation: Words
    evidence: list[Words]
    instructions: list[Words]
    enclosures: list[Words]
    deficiencies: list[Words]
    other_offices: list[Words]
    result: str
    consequence: Words
    release: dict[str, Any]
    appraisal: dict[str, Any]
    penalty: dict[str, Any]
    disposal: dict[str, Any]
    destruction: dict[str, Any]


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
    _contents("kr/release_notice", *_CASE, "recipient.name", "release.ground"),
    _contents("kr/destruction_report", "office.name", "goods", "destruction.done_on",
              "destruction.place", "destruction.method"),
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
