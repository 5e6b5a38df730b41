"""The evidence room: items and hashes, hand-overs both sign, samples, versions for each side."""

import hashlib
from decimal import Decimal
from typing import Any

import pytest

from seizures.cases import actions, versions
from seizures.cases.actions import custody, evidence, redacting, sampling
from seizures.cases.models import EvidenceItem, SeizureCase
from seizures.core.actor import of_user
from seizures.core.errors import NotAllowed, Refused, Stale
from seizures.files import store
from seizures.files.models import Attachment
from seizures.files.redacting import Box
from seizures.grants.actions import make_grant
from seizures.journal.actions import verify
from tests.builders import actor, holder_user, person, picture
from tests.cases.rooms import at_stage, opened, photo

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_tables")]
BOX = [Box(0.1, 0.1, 0.3, 0.2)]


@pytest.fixture(autouse=True)
def _files_in(tmp_path: Any, settings: Any) -> None:
    settings.MEDIA_ROOT = tmp_path


def entered(seed: int = 1) -> tuple[EvidenceItem, SeizureCase, Any]:
    case, officer = opened()
    item = evidence.enter_file(case, photo(seed), by=officer, title="Label of the box",
                               place="Bonded store 3", seal="S-100")  # fmt: skip
    return item, case, officer


def test_items_are_numbered_hashed_at_upload_and_entered_once_per_client_key() -> None:
    case, officer = opened()
    content = photo(3).read()
    first = evidence.enter_file(case, photo(3), by=officer, client_key="k1")
    again = evidence.enter_file(case, photo(4), by=officer, client_key="k1")
    other = evidence.enter_object(case, kind="object", title="Broken seal", by=officer)
    assert first == again and [first.number, other.number] == [1, 2]
    assert first.sha256 == hashlib.sha256(content).hexdigest()
    assert first.attachment is not None
    assert store.full(first.attachment.file.path).read_bytes() == content
    with pytest.raises(NotAllowed):
        evidence.enter_file(case, photo(5), by=actor("officer", "cn"))
    with pytest.raises(NotAllowed):
        evidence.enter_file(case, photo(5), by=actor("auditor", "kr"))


def test_the_photos_of_the_inspection_become_items_once() -> None:
    case, officer = opened()
    from seizures.files.actions import attach, store_upload

    for number in range(3):
        stored = store_upload(photo(number), by=officer)
        attach(stored, kind="inspection", key=case.inspection_id or 0, purpose="photo",
               name=f"{number}.jpg", by=officer)  # fmt: skip
    assert evidence.enter_known_files(case, by=officer) == 3
    assert evidence.enter_known_files(case, by=officer) == 0


def test_a_correction_is_a_new_entry_and_the_hash_cannot_be_corrected() -> None:
    item, case, officer = entered()
    evidence.correct_item(
        item, field="title", text="Label of the carton", reason="typo", by=officer
    )
    item.refresh_from_db()
    entry = item.entries.get()
    assert item.title == entry.after == "Label of the carton"
    assert entry.before == "Label of the box" and entry.by_name == officer.name
    with pytest.raises(Refused, match="cannot be corrected"):
        evidence.correct_item(item, field="sha256", text="0" * 64, reason="x", by=officer)
    with pytest.raises(Refused, match="Say why"):
        evidence.correct_item(item, field="title", text="x", reason="", by=officer)
    assert verify("kr").broken_at is None


def test_only_both_signatures_together_hand_an_item_over() -> None:
    item, case, officer = entered()
    colleague, stranger = person("officer", "kr"), actor("senior_officer", "kr")
    offer = custody.offer_hand_over(item, to=colleague, place="Laboratory", condition="Sealed",
                                    seal_before="S-100", seal_after="S-101",
                                    by=officer)  # fmt: skip
    item.refresh_from_db()
    assert item.keeper == officer.name and item.seal == "S-100"
    with pytest.raises(Refused, match="being handed over"):
        evidence.move_item(item, place="Elsewhere", by=officer)
    with pytest.raises(Stale):
        custody.offer_hand_over(item, to=colleague, place="x", condition="x", by=officer)
    for by in (officer, stranger):
        with pytest.raises(NotAllowed, match="can confirm"):
            custody.confirm_hand_over(offer, by=by)
    custody.confirm_hand_over(offer, by=of_user(colleague))
    custody.confirm_hand_over(offer, by=of_user(colleague))
    item.refresh_from_db()
    assert (item.keeper, item.seal, item.place) == (of_user(colleague).name, "S-101", "Laboratory")


def test_another_seal_than_the_one_on_record_must_be_explained() -> None:
    item, _case, officer = entered()
    to = person("officer", "kr")
    with pytest.raises(Refused, match="S-100"):
        custody.offer_hand_over(item, to=to, place="Lab", condition="Fine", seal_before="S-9",
                                by=officer)  # fmt: skip
    offer = custody.offer_hand_over(
        item, to=to, place="Lab", seal_before="S-9", by=officer,
        condition="Seal S-9 found in the place of S-100, box intact",
    )  # fmt: skip
    assert offer.seal_after == "S-9"


def test_an_outside_receiver_signs_by_name_and_scanned_receipt() -> None:
    item, case, officer = entered()
    offer = custody.offer_hand_over(item, receiver="Dr. Han, KIPRI", receiver_role="expert",
                                    place="Seoul", condition="Sealed", seal_before="S-100",
                                    by=officer)  # fmt: skip
    with pytest.raises(Refused, match="upload the signed receipt"):
        custody.confirm_hand_over(offer, by=officer)
    with pytest.raises(Refused, match="as it is signed"):
        custody.confirm_with_receipt(offer, signatory="", receipt=picture(), by=officer)
    done = custody.confirm_with_receipt(offer, signatory="Han Jiho", receipt=picture(), by=officer)
    assert done.receipt is not None and done.settled_by_name == "Han Jiho"
    item.refresh_from_db()
    assert item.keeper == "Dr. Han, KIPRI"


def test_a_receiver_may_refuse_and_a_giver_take_back_with_a_reason() -> None:
    item, _case, officer = entered()
    to = person("officer", "kr")
    for by, status in ((of_user(to), "refused"), (officer, "withdrawn")):
        offer = custody.offer_hand_over(item, to=to, place="Lab", condition="Sealed",
                                        seal_before="S-100", by=officer)  # fmt: skip
        with pytest.raises(NotAllowed):
            custody.refuse_hand_over(offer, reason="No", by=actor("officer", "kr"))
        assert custody.refuse_hand_over(offer, reason="Box is open", by=by).status == status
    item.refresh_from_db()
    assert item.keeper == officer.name


def test_a_sample_is_recorded_only_when_the_ledger_took_it() -> None:
    case, officer = opened()
    goods = case.goods.get()
    told: dict[str, Any] = {"requester": "Nuribom", "requester_role": "holder",
                            "basis": "Decree 242(2)", "purpose": "Appraisal",
                            "by": officer}  # fmt: skip
    with pytest.raises(Refused, match="The ledger shows 0 PR"):
        sampling.record_sample(case, goods, quantity=Decimal(2), **told)
    actions.move_goods(goods, source="stored", target="sampled", quantity=Decimal(3), by=officer)
    item = sampling.record_sample(case, goods, quantity=Decimal(2), **told)
    with pytest.raises(Refused, match="The ledger shows 1 PR"):
        sampling.record_sample(case, goods, quantity=Decimal(2), **told)
    with pytest.raises(Refused, match="At most 2 PR"):
        sampling.return_sample(item, quantity=Decimal(3), to="Hanbit Trade", by=officer)
    back = sampling.return_sample(item, quantity=Decimal(2), to="Hanbit Trade", by=officer)
    assert back.returned_to == "Hanbit Trade"
    with pytest.raises(Stale):
        sampling.return_sample(item, quantity=Decimal(2), to="Hanbit Trade", by=officer)


def test_a_chinese_sample_needs_presence_seal_and_three_signatures() -> None:
    case, officer = opened("cn")
    goods = case.goods.get()
    actions.move_goods(goods, source="stored", target="sampled", quantity=Decimal(3), by=officer)
    told: dict[str, Any] = {"quantity": Decimal(1), "requester": "Customs", "requester_role": "x",
                            "basis": "Penalty Regs 45", "purpose": "Test",
                            "by": officer}  # fmt: skip
    for more, sentence in (({}, "witness must be present"), ({"witness": "王"}, "must be sealed"),
                           ({"witness": "王", "seal": "1"}, "Three people sign")):  # fmt: skip
        with pytest.raises(Refused, match=sentence):
            sampling.record_sample(case, goods, **told, **more)
    sampling.record_sample(case, goods, **told, witness="王", seal="1",
                           signatures=["王", "李", "张"])  # fmt: skip


def redacted(case: SeizureCase, item: EvidenceItem, officer: Any, **fields: Any) -> Any:
    assert item.attachment is not None
    values: dict[str, Any] = {"audience": "holder", "reason": "Names on the label", "boxes": BOX,
                              **fields}  # fmt: skip
    return redacting.redact_file(case, item.attachment, by=officer, **values)


def seen(case: SeizureCase, row: Attachment, audience: str) -> Attachment | None:
    found = versions.version_for(case, row, audience)
    assert found is None or audience == "owner" or not found.may_have_original
    return found.attachment if found else None


def test_a_side_sees_its_redacted_copy_only_after_release_at_the_legal_step() -> None:
    item, case, officer = entered()
    original = item.attachment
    assert original is not None
    copy = redacted(case, item, officer)
    assert copy.copy.file.sha256 != original.file.sha256
    with pytest.raises(Refused, match="Notify it first"):
        redacting.release_copy(copy, basis="Notif. 23", by=officer)
    assert seen(case, original, "holder") is None
    at_stage(case, "notified", "notified")
    assert seen(case, original, "holder") is None
    with pytest.raises(Refused, match="legal basis"):
        redacting.release_copy(copy, basis="", by=officer)
    redacting.release_copy(copy, basis="Notif. 23", by=officer)
    assert seen(case, original, "holder") == copy.copy
    assert seen(case, copy.copy, "holder") == copy.copy
    assert seen(case, original, "owner") == original
    for other in ("declarant", "administration", ""):
        assert seen(case, original, other) is None and seen(case, copy.copy, other) is None
    redacting.withdraw_copy(copy, by=officer)
    assert seen(case, original, "holder") is None


def test_the_whole_file_opens_to_the_holder_only_when_the_law_opened_the_names() -> None:
    item, case, officer = entered()
    original = item.attachment
    assert original is not None
    at_stage(case, "notified", "notified")
    names = redacted(case, item, officer)
    redacting.release_copy(names, basis="Notif. 23", by=officer)
    with pytest.raises(Refused, match="not opened the names"):
        redacting.release_file(case, original, audience="holder", basis="Decree 239", by=officer)
    at_stage(case, "suspended", "suspended")
    organisation = case.right.holder.organisation_id
    make_grant(kind="case", key=case.pk, owner="kr", basis="Decree 239(2)", by=officer,
               fields=["shipper", "consignee", "notify"], to_organisation=organisation)  # fmt: skip
    assert seen(case, original, "holder") == names.copy
    redacting.release_file(case, original, audience="holder", basis="Decree 239(2)", by=officer)
    assert seen(case, original, "holder") == original
    always = redacted(case, item, officer, hides="always", reason="A trade secret")
    redacting.release_copy(always, basis="Decree 242(2)", by=officer)
    assert seen(case, original, "holder") == always.copy


def test_the_other_administration_needs_a_grant_on_evidence() -> None:
    item, case, officer = entered()
    copy = redacted(case, item, officer, audience="administration")
    theirs = person("officer", "cn")
    assert versions.audience_of(theirs, case) == ""
    with pytest.raises(Refused, match="Notify it first"):
        redacting.release_copy(copy, basis="Agreement", by=officer)
    make_grant(kind="case", key=case.pk, owner="kr", fields=["evidence"], basis="Agreement",
               by=officer, to_administration="cn")  # fmt: skip
    redacting.release_copy(copy, basis="Agreement", by=officer)
    assert item.attachment is not None
    assert versions.audience_of(theirs, case) == "administration"
    assert seen(case, item.attachment, "administration") == copy.copy
    assert versions.audience_of(holder_user(case.right.holder), case) == ""


@pytest.mark.parametrize(("fields", "sentence"), [
    ({"audience": "press"}, "for whom"), ({"reason": ""}, "what is hidden and why"),
    ({"boxes": []}, "Mark at least"), ({"hides": "all"}, "what is hidden"),
])  # fmt: skip
def test_a_redaction_that_lacks_something_is_refused(fields: Any, sentence: str) -> None:
    item, case, officer = entered()
    with pytest.raises(Refused, match=sentence):
        redacted(case, item, officer, **fields)
    assert not case.redacted_copies.exists()


def test_a_file_of_another_case_cannot_be_redacted_or_released_here() -> None:
    item, _case, officer = entered()
    other, _officer = opened()
    with pytest.raises(Refused, match="does not belong"):
        redacted(other, item, officer)
    with pytest.raises(Refused, match="does not belong"):
        redacting.release_file(other, item.attachment, audience="holder", basis="x", by=officer)  # type: ignore[arg-type]
