"""The blocks of data that letters are made of; see `contents` for what each letter needs."""

from typing import Any, NotRequired, TypedDict

Words = str | dict[str, str]

PARTY_ROLES = (
    "holder", "agent", "requester", "applicant", "importer", "exporter", "owner", "declarant",
    "consignor", "consignee", "carrier", "provider", "consenter", "suspected", "appraiser",
    "custodian", "witness", "destroyer", "recipient_party", "party",
)  # fmt: skip


class Office(TypedDict):
    """The issuing customs house, and whom to call there."""

    name: Words
    unit: NotRequired[Words]
    officer: NotRequired[Words]
    phone: NotRequired[str]
    fax: NotRequired[str]
    email: NotRequired[str]
    deposit_account: NotRequired[str]


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
    new_expires_on: str


class Deadline(TypedDict):
    """A running time limit; `code` is the rule's code, `counting` its way of counting and basis."""

    code: str
    due_on: str
    title: NotRequired[Words]
    counting: NotRequired[Words]


class Supplement(TypedDict, total=False):
    """What an applicant supplies or explains, and the letter that asked for it."""

    asked_letter: str
    asked_on: str
    answers: list[Words]


class Sample(TypedDict, total=False):
    """A sample that leaves the goods: for whom, on what basis, sealed how, back when."""

    requester: Words
    basis: Words
    marks: str
    seal_number: str
    handed_by: Words
    handed_to: Words
    at: str
    place: Words
    purpose: Words
    secret_check: Words
    return_due_on: str
    returned_on: str


class Picture(TypedDict, total=False):
    """A photograph by the hash of its file; `stage` is removal, before, loading, destruction,
    residue, sample or other."""

    sha256: str
    stage: str
    caption: Words
    taken_on: str


class RegisterRow(TypedDict, total=False):
    """One line of the dispatch register; days are written out for the reader."""

    number: str
    title: Words
    recipient: str
    channel: str
    sent: str
    served: str
    proof: str
    by: str


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
    replaces: str
    draft: bool
    trader_reason: Words
    pictures: list[Picture]
    supplement: Supplement
    sample: Sample
    demand: dict[str, Any]
    court: dict[str, Any]
    hearing: dict[str, Any]
    transfer: dict[str, Any]
    sale: dict[str, Any]
    register: dict[str, Any]
    release: dict[str, Any]
    appraisal: dict[str, Any]
    penalty: dict[str, Any]
    disposal: dict[str, Any]
    destruction: dict[str, Any]
