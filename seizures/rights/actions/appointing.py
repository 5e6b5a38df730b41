"""Agents of right holders: their powers of attorney, lodged, accepted by each administration, and
revoked."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _

from seizures.accounts.choices import OrganisationKind, PowerScope, PowerStatus
from seizures.accounts.models import Organisation, PowerAcceptance, PowerOfAttorney
from seizures.core import clock
from seizures.core.actor import Actor
from seizures.core.database import atomic, hold
from seizures.core.errors import NotAllowed, Refused
from seizures.files.actions import Upload, attach, store_upload
from seizures.files.choices import Purpose
from seizures.journal.actions import record
from seizures.rights.policies import ADMINISTRATIONS, may_accept_power, stands_for

LONGEST = dt.timedelta(days=3660)


def lodge_power(principal: Organisation, agent: Organisation, *, scopes: Iterable[str],
                administrations: Iterable[str], valid_from: dt.date, valid_until: dt.date,
                document: Upload, by: Actor) -> PowerOfAttorney:  # fmt: skip
    """Lodges a power of attorney with its document; each administration named has to accept it.

    The same power for the same days lodged again is the one that is there.
    """
    chosen, places = set(scopes), [code for code in ADMINISTRATIONS if code in set(administrations)]
    _require_party(by, principal, agent)
    _require_sound(principal, agent, chosen, places, valid_from, valid_until)
    fields: dict[str, Any] = {f"for_{scope}": scope in chosen for scope in PowerScope.values}
    with atomic():
        hold(Organisation.objects.all(), pk=principal.pk)
        stored = store_upload(document, by=by)
        power, is_new = PowerOfAttorney.objects.get_or_create(
            principal=principal, agent=agent, valid_from=valid_from, valid_until=valid_until,
            revoked_at=None, defaults={"lodged_by_name": by.name}, **fields,
        )  # fmt: skip
        for code in places:
            PowerAcceptance.objects.get_or_create(power=power, administration=code)
        attach(stored, kind="power", key=power.pk, purpose=Purpose.POWER_OF_ATTORNEY, by=by,
               name=document.name or "power", client_key=stored.sha256[:64])  # fmt: skip
        if is_new:
            _tell("power.lodged", power, by, scopes=sorted(chosen), administrations=places,
                  sha256=stored.sha256)  # fmt: skip
    return power


def enter_principal(name: str, *, country: str, by: Actor) -> Organisation:
    """The organisation of this name or business number; a new client of an agent is entered."""
    name = " ".join(name.split())[:200]
    if not name:
        raise Refused(_("Write the name of the right holder."), field="principal")
    kinds = Organisation.objects.filter(kind=OrganisationKind.HOLDER)
    found = (kinds.filter(name__iexact=name) | kinds.filter(local_name__iexact=name)
             | kinds.filter(business_number=name)).order_by("pk").first()  # fmt: skip
    if found:
        return found
    if not country:
        raise Refused(_("No right holder of this name is known. Choose its country to enter it."),
                      field="country")  # fmt: skip
    with atomic():
        made = Organisation.objects.create(kind=OrganisationKind.HOLDER, name=name,
                                           country=country)  # fmt: skip
        record("organisation.created", kind="organisation", key=made.pk, by=by, reference=name)
    return made


def decide_power(acceptance: PowerAcceptance, *, accept: bool, by: Actor,
                 reason: str = "") -> PowerAcceptance:  # fmt: skip
    """An officer of the administration accepts the power, or refuses it with a reason."""
    if not may_accept_power(by, acceptance.administration):
        raise NotAllowed(_("Only an officer of this administration accepts a power of attorney."))
    if not accept and not reason.strip():
        raise Refused(_("Say why it is refused."), field="reason")
    wanted = PowerStatus.ACCEPTED if accept else PowerStatus.REFUSED
    with atomic():
        row: PowerAcceptance = hold(PowerAcceptance.objects.select_related("power"),
                                    pk=acceptance.pk)  # fmt: skip
        if row.status == wanted:
            return row
        if row.status != PowerStatus.WAITING:
            raise Refused(_("This power of attorney was decided already."))
        if row.power.revoked_at:
            raise Refused(_("This power of attorney was revoked."))
        row.status, row.decided_at, row.decided_by_name = wanted, clock.now(), by.name
        row.reason = reason.strip()[:300]
        row.save()
        _tell(f"power.{wanted.value}", row.power, by, administration=row.administration,
              reason=row.reason)  # fmt: skip
    return row


def revoke_power(power: PowerOfAttorney, *, reason: str, by: Actor) -> PowerOfAttorney:
    """Ends a power at once: the principal revokes it, or the agent lays it down."""
    _require_party(by, power.principal, power.agent)
    if not reason.strip():
        raise Refused(_("Say why it ends."), field="reason")
    with atomic():
        row: PowerOfAttorney = hold(PowerOfAttorney.objects.all(), pk=power.pk)
        if row.revoked_at is None:
            row.revoked_at, row.revoked_by_name = clock.now(), by.name
            row.revoked_reason = reason.strip()[:300]
            row.save(update_fields=["revoked_at", "revoked_by_name", "revoked_reason"])
            _tell("power.revoked", row, by, reason=row.revoked_reason)
    return row


def _require_party(by: Actor, principal: Organisation, agent: Organisation) -> None:
    if by.kind != "system" and not (stands_for(by, principal) or stands_for(by, agent)):
        raise NotAllowed(_("Only the right holder or the agent it appoints may do this."))


def _require_sound(principal: Organisation, agent: Organisation, scopes: set[str],
                   places: list[str], first: dt.date, last: dt.date) -> None:  # fmt: skip
    if agent.kind != OrganisationKind.AGENT or principal.pk == agent.pk:
        raise Refused(_("Choose an agent that is registered here."), field="agent")
    if not scopes or scopes - set(PowerScope.values):
        raise Refused(_("Choose what the power of attorney covers."), field="scopes")
    if not places:
        raise Refused(_("Choose at least one administration."), field="administrations")
    if last < first:
        raise Refused(_("The last day lies before the first."), field="valid_until")
    if last - first > LONGEST:
        raise Refused(_("A power of attorney is taken for ten years at most."),
                      field="valid_until")  # fmt: skip


def _tell(verb: str, power: PowerOfAttorney, by: Actor, *, administration: str = "",
          **data: Any) -> None:  # fmt: skip
    record(verb, kind="organisation", key=power.principal_id, by=by, power=power.pk,
           reference=power.principal.name, administration=administration,
           agent=power.agent.name, **data)  # fmt: skip
