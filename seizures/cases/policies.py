"""May this person act on this case, and which steps are theirs to take now?"""

from typing import Any

from django.utils.translation import gettext_lazy as _

from seizures.accounts.choices import Role
from seizures.accounts.duty import part_of
from seizures.accounts.models import User
from seizures.cases.choices import ActingAs, AskedParty
from seizures.cases.facts import LAW_ROLE, facts_of, procedure_of
from seizures.cases.models import DeclarantLink, SeizureCase
from seizures.core.actor import Actor
from seizures.core.errors import NotAllowed
from seizures.files.choices import Purpose
from seizures.files.models import Attachment
from seizures.law.conditions import CaseFacts
from seizures.law.procedures import Offer, Step, offers
from seizures.letters.choices import Recipient
from seizures.letters.models import Letter
from seizures.rights.policies import require_holder

LINK_ROLE = {"link": "declarant", "system": "system"}


def law_role(by: Actor) -> str:
    """The role of the procedure tables that this actor has, or an empty string."""
    if by.kind in LINK_ROLE:
        return LINK_ROLE[by.kind]
    part = part_of(by.role)
    return LAW_ROLE.get(Role(part), "") if part in Role.values else ""


def may_act(by: Actor, case: SeizureCase) -> bool:
    """Officers of the case's administration, its holder, its declarant by link, the system."""
    role = law_role(by)
    if role in {"officer", "senior_officer"}:
        return by.administration == case.administration
    if role == "holder":
        return _acts_for_holder(by, case)
    if role == "declarant":
        return DeclarantLink.objects.live().filter(pk=by.id, case=case).exists()
    return role == "system"


def _acts_for_holder(by: Actor, case: SeizureCase) -> bool:
    try:
        require_holder(by, case.right.holder, scope="cases", administration=case.administration)
    except NotAllowed:
        return False
    return True


def require_power(by: Actor, case: SeizureCase, step: Step) -> None:
    """An agent lodges security only by a power of attorney that covers securities."""
    if law_role(by) == "holder" and step.security == "lodge":
        require_holder(by, case.right.holder, scope="securities",
                       administration=case.administration)  # fmt: skip


def capacity_of(by: Actor, case: SeizureCase) -> str:
    """Whether somebody answers as the holder's own people, as its agent or as its deputy."""
    user = User.objects.filter(pk=by.id).first() if by.kind == "user" else None
    if user is None or user.organisation_id == case.right.holder.organisation_id:
        return ActingAs.HOLDER
    return ActingAs.AGENT if user.role == Role.AGENT else ActingAs.DEPUTY


def require_actor(by: Actor, case: SeizureCase) -> str:
    """The actor's role in the procedure; refuses anybody who has none in this case."""
    if may_act(by, case):
        return law_role(by)
    if by.role == Role.AGENT:  # says which power of attorney is missing
        require_holder(by, case.right.holder, scope="cases", administration=case.administration)
    raise NotAllowed(_("You have no part in this case."))


def may_open_case(user: Any) -> bool:
    """Officers on duty."""
    return bool(user.is_on_duty)


def offers_for(case: SeizureCase, by: Actor, *,
               facts: CaseFacts | None = None) -> tuple[Offer, ...]:  # fmt: skip
    """The steps of this stage that are this actor's business, each with what stands against it."""
    if not may_act(by, case):
        return ()
    return offers(procedure_of(case), case.stage, facts or facts_of(case), law_role(by))


def papers_of_holder(case: SeizureCase) -> set[str]:
    """Keys of the letters that the right holder files by its own steps in this procedure."""
    steps = [step for step in procedure_of(case).steps if "holder" in step.by]
    return {key for step in steps for key in step.letters}


def may_holder_read_letter(case: SeizureCase, letter: Letter) -> bool:
    """Letters to the right holder and what it filed itself; never what the other side got."""
    return letter.recipient_kind == Recipient.HOLDER or (
        letter.recipient_kind == Recipient.INTERNAL and letter.key in papers_of_holder(case)
    )


def may_holder_read_file(case: SeizureCase, row: Attachment) -> bool:
    """Pictures of the goods, what came with the holder's own steps, licences put to it."""
    if row.subject_kind == "inspection":
        return row.purpose == Purpose.PHOTO and row.file.is_picture
    answered = case.questions.filter(party=AskedParty.HOLDER).values_list("files", flat=True)
    if any(entry.get("attachment") == row.pk for files in answered for entry in files):
        return True
    shown = case.licence_claims.values_list("submission__files", flat=True)
    if any(entry.get("attachment") == row.pk for files in shown for entry in files):
        return True  # the declarant put this licence to the holder
    procedure = procedure_of(case)
    own = {step.code for step in procedure.steps if "holder" in step.by}
    for answers in case.steps.filter(code__in=own).values_list("answers", flat=True):
        for value in answers.values():
            if isinstance(value, dict) and value.get("attachment") == row.pk:
                return True
    return False


def may_declarant_read_letter(case: SeizureCase, letter: Letter) -> bool:
    """Letters of this case that were addressed to the declarant."""
    about = (letter.subject_kind, letter.subject_id) == ("case", case.pk)
    return about and letter.recipient_kind == Recipient.DECLARANT


def may_declarant_read_file(case: SeizureCase, row: Attachment) -> bool:
    """A paper that the declarant itself sent."""
    sent = case.submissions.values_list("files", flat=True)
    return any(entry.get("attachment") == row.pk for files in sent for entry in files)
