"""An alert changes hands: to a colleague, to another office, or away from an interested officer."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from seizures.core.actor import of_user
from seizures.screening import actions
from seizures.screening.models import Disposition
from seizures.web.access import on_duty
from seizures.web.alert_deeds import decide, done


@on_duty
def alert_give(request: HttpRequest, pk: int) -> HttpResponse:
    """Gives the alert to a colleague."""

    def give(own: Disposition, data: dict[str, Any]) -> HttpResponse:
        actions.assign(own, officer=data["officer"], by=of_user(request.user),
                       version=data["version"])  # fmt: skip
        said = _("Alert %(number)s given to %(name)s.") % {
            "number": own.alert.number,
            "name": data["officer"].get_full_name() or data["officer"].username,
        }
        return done(request, said, "alert-detail", pk)

    return decide(request, pk, "give", give)


@on_duty
def alert_transfer(request: HttpRequest, pk: int) -> HttpResponse:
    """Moves the alert to another office of the administration."""

    def move(own: Disposition, data: dict[str, Any]) -> HttpResponse:
        actions.transfer(own, office=data["office"], reason=data["reason"],
                         whereabouts=data["whereabouts"], by=of_user(request.user),
                         version=data["version"])  # fmt: skip
        said = _("Alert %(number)s moved to %(office)s.") % {
            "number": own.alert.number, "office": data["office"].name,
        }  # fmt: skip
        return done(request, said, "alert-list")

    return decide(request, pk, "transfer", move)


@on_duty
def alert_conflict(request: HttpRequest, pk: int) -> HttpResponse:
    """The reader has an interest in what the alert is about, and keeps away from now on."""

    def declare(own: Disposition, data: dict[str, Any]) -> HttpResponse:
        alert = own.alert
        subjects: dict[str, dict[str, Any]] = {
            "right": {"right": alert.right}, "holder": {"holder": alert.right.holder},
            "shipper": {"party": alert.consignment.shipper},
            "consignee": {"party": alert.consignment.consignee},
        }  # fmt: skip
        actions.declare_conflict(**subjects[data["about"]], note=data["note"],
                                 by=of_user(request.user))  # fmt: skip
        said = _("Your conflict of interest is noted. A colleague decides this.")
        return done(request, said, "alert-list")

    return decide(request, pk, "conflict", declare)
