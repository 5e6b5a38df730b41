"""One alert on the desk, and every decision about it."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from seizures.cases.actions import join_alert, part_alert
from seizures.cases.models import LinkedAlert, SeizureCase
from seizures.core.actor import of_user
from seizures.core.clock import day_of
from seizures.core.errors import Refused, Stale
from seizures.inspections.actions import open_inspection
from seizures.screening import actions
from seizures.screening.choices import DispositionStatus
from seizures.screening.models import Alert, Disposition
from seizures.web.access import official, on_duty
from seizures.web.alert_steps import form_of
from seizures.web.alert_view import present
from seizures.web.refusals import unprocessable
from seizures.web.templatetags.wording import write_day


@official
def alert_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One alert: why it was raised, what is coming, and what may be decided."""
    alert, own = _find(request, pk)
    if request.user.is_on_duty:
        actions.note_seen(pk, by=of_user(request.user))
    opened = request.GET.get("do", "")
    context = present(alert, own, request.user, opened=opened, back=_back(request))
    return render(request, "alerts/detail.html", context)


@on_duty
def alert_inspect(request: HttpRequest, pk: int) -> HttpResponse:
    """Orders an inspection and goes to it."""

    def order(own: Disposition, data: dict[str, Any]) -> HttpResponse:
        inspection = open_inspection(
            alert=own.alert, by=of_user(request.user), office=own.office or request.user.office,
            place=data["place"], instruction=data["instruction"], version=data["version"],
        )  # fmt: skip
        return redirect("inspection-detail", pk=inspection.pk)

    return decide(request, pk, "inspect", order)


@on_duty
def alert_dismiss(request: HttpRequest, pk: int) -> HttpResponse:
    """No inspection is needed, for this reason."""

    def dismiss(own: Disposition, data: dict[str, Any]) -> HttpResponse:
        row = actions.dismiss(
            own, reason=data["reason"], note=data["note"], by=of_user(request.user),
            version=data["version"],
        )  # fmt: skip
        said = _("Alert %(number)s dismissed.")
        if row.status == DispositionStatus.PROPOSED:
            said = _("Alert %(number)s waits for a second officer to confirm its dismissal.")
        return done(request, said % {"number": own.alert.number}, "alert-list")

    return decide(request, pk, "dismiss", dismiss)


@on_duty
def alert_refer(request: HttpRequest, pk: int) -> HttpResponse:
    """Hands the alert to the other administration with a note."""

    def refer(own: Disposition, data: dict[str, Any]) -> HttpResponse:
        actions.refer(own, note=data["note"], by=of_user(request.user), version=data["version"])
        said = _("Alert %(number)s referred to the other administration.")
        return done(request, said % {"number": own.alert.number}, "alert-detail", pk)

    return decide(request, pk, "refer", refer)


@on_duty
def alert_take(request: HttpRequest, pk: int) -> HttpResponse:
    """Makes the alert the reader's own to decide."""

    def take(own: Disposition, data: dict[str, Any]) -> HttpResponse:
        actions.take(own, by=of_user(request.user), version=data["version"])
        said = _("Alert %(number)s is yours now.") % {"number": own.alert.number}
        return done(request, said, "alert-detail", pk)

    return decide(request, pk, "take", take)


@on_duty
def alert_reopen(request: HttpRequest, pk: int) -> HttpResponse:
    """Undoes a dismissal."""

    def reopen(own: Disposition, data: dict[str, Any]) -> HttpResponse:
        actions.reopen(own, by=of_user(request.user), version=data["version"])
        said = _("Alert %(number)s is open again.") % {"number": own.alert.number}
        return done(request, said, "alert-detail", pk)

    return decide(request, pk, "reopen", reopen)


@on_duty
def alert_confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """A second officer confirms a proposed dismissal."""

    def confirm(own: Disposition, data: dict[str, Any]) -> HttpResponse:
        actions.confirm_dismissal(own, accept=True, by=of_user(request.user),
                                  version=data["version"])  # fmt: skip
        said = _("Alert %(number)s dismissed.") % {"number": own.alert.number}
        return done(request, said, "alert-list")

    return decide(request, pk, "confirm", confirm)


@on_duty
def alert_send_back(request: HttpRequest, pk: int) -> HttpResponse:
    """A proposed dismissal is not confirmed: the alert returns to the queue."""

    def send_back(own: Disposition, data: dict[str, Any]) -> HttpResponse:
        actions.confirm_dismissal(own, accept=False, note=data["note"],
                                  by=of_user(request.user), version=data["version"])  # fmt: skip
        said = _("Alert %(number)s is open again.") % {"number": own.alert.number}
        return done(request, said, "alert-detail", pk)

    return decide(request, pk, "send-back", send_back)


@on_duty
def alert_snooze(request: HttpRequest, pk: int) -> HttpResponse:
    """Puts the alert aside until a day, alone or with all that is like it."""

    def put_aside(own: Disposition, data: dict[str, Any]) -> HttpResponse:
        row = actions.snooze(
            own, until=data["until"], reason=data["reason"], party=data["party"],
            right=data["right"], pattern=data["pattern"], by=of_user(request.user),
            version=data["version"],
        )  # fmt: skip
        said = _("Alert %(number)s is put aside until %(day)s.") % {
            "number": own.alert.number, "day": write_day(day_of(row.until, row.administration)),
        }  # fmt: skip
        return done(request, said, "alert-list")

    return decide(request, pk, "snooze", put_aside)


@on_duty
def alert_wake(request: HttpRequest, pk: int) -> HttpResponse:
    """Ends the snooze early, for this alert and all it put aside."""

    def wake(own: Disposition, data: dict[str, Any]) -> HttpResponse:
        if own.snooze:
            actions.end_snooze(own.snooze, by=of_user(request.user))
        said = _("Alert %(number)s is open again.") % {"number": own.alert.number}
        return done(request, said, "alert-detail", pk)

    return decide(request, pk, "wake", wake)


@on_duty
def alert_merge(request: HttpRequest, pk: int) -> HttpResponse:
    """Joins the alert to another one about the same goods."""

    def join(own: Disposition, data: dict[str, Any]) -> HttpResponse:
        mine = Disposition.objects.visible_to(request.user)
        into = mine.filter(alert__number=data["into"].strip().upper()).first()
        if into is None:
            raise Refused(_("No alert of your queue has this number."), field="into")
        actions.merge(own, into=into, by=of_user(request.user), version=data["version"])
        said = _("Alert %(number)s merged into %(other)s.") % {
            "number": own.alert.number, "other": into.alert.number,
        }  # fmt: skip
        return done(request, said, "alert-detail", into.alert_id)

    return decide(request, pk, "merge", join)


@on_duty
def alert_part(request: HttpRequest, pk: int) -> HttpResponse:
    """Parts the alert from the one it was merged into."""

    def part(own: Disposition, data: dict[str, Any]) -> HttpResponse:
        actions.unmerge(own, by=of_user(request.user), version=data["version"])
        said = _("Alert %(number)s is open again.") % {"number": own.alert.number}
        return done(request, said, "alert-detail", pk)

    return decide(request, pk, "part", part)


@on_duty
def alert_take_out(request: HttpRequest, pk: int) -> HttpResponse:
    """Takes the alert out of its bundle."""

    def take_out(own: Disposition, data: dict[str, Any]) -> HttpResponse:
        actions.take_out(own, by=of_user(request.user), version=data["version"])
        said = _("Alert %(number)s is decided for itself now.") % {"number": own.alert.number}
        return done(request, said, "alert-detail", pk)

    return decide(request, pk, "take-out", take_out)


@on_duty
def alert_join(request: HttpRequest, pk: int) -> HttpResponse:
    """Joins the alert to a case that is already open."""

    def join(own: Disposition, data: dict[str, Any]) -> HttpResponse:
        cases = SeizureCase.objects.visible_to(request.user)
        case = cases.filter(number=data["case"].strip().upper()).first()
        if case is None:
            raise Refused(_("No case of your administration has this number."), field="case")
        join_alert(own, case, note=data["note"], by=of_user(request.user),
                   version=data["version"])  # fmt: skip
        said = _("Alert %(number)s joined to case %(case)s.") % {
            "number": own.alert.number, "case": case.number,
        }  # fmt: skip
        return done(request, said, "case-detail", case.pk)

    return decide(request, pk, "join", join)


@on_duty
def alert_part_case(request: HttpRequest, pk: int) -> HttpResponse:
    """Takes the alert out of the case it was joined to."""

    def part(own: Disposition, data: dict[str, Any]) -> HttpResponse:
        link = LinkedAlert.objects.filter(
            alert=own.alert_id, case__administration=own.administration
        ).first()
        if link:
            part_alert(link, by=of_user(request.user))
        said = _("Alert %(number)s is open again.") % {"number": own.alert.number}
        return done(request, said, "alert-detail", pk)

    return decide(request, pk, "part-case", part)


def decide(
    request: HttpRequest,
    pk: int,
    name: str,
    act: Callable[[Disposition, dict[str, Any]], HttpResponse],
) -> HttpResponse:
    """Runs one decision; asked by GET it shows the alert with that decision's form open."""
    if request.method != "POST":
        return redirect(f"{reverse('alert-detail', args=[pk])}?do={name}")
    alert, own = _find(request, pk)
    form = form_of(name, own, request.user, request.POST)
    refused = ""
    if form.is_valid():
        try:
            _require_unchanged(own, form.cleaned_data.get("version"))
            return act(own, form.cleaned_data)
        except Refused as refusal:
            shown_with: dict[str, Any] = {"form": form}
            unprocessable(shown_with, refusal)
            refused = shown_with["refused"]
            alert, own = _find(request, pk)
    context = present(alert, own, request.user, opened=name, bound={name: form},
                      refused={name: refused}, back=_back(request))  # fmt: skip
    return render(request, "alerts/detail.html", context, status=422)


def _require_unchanged(own: Disposition, version: int | None) -> None:
    if version is not None and version != own.version:
        raise Stale(_("Somebody else has changed this alert. Look at it again, then decide."))


def _find(request: HttpRequest, pk: int) -> tuple[Alert, Disposition]:
    rows = Disposition.objects.visible_to(request.user).select_related(
        "alert__right__holder",
        "alert__consignment__manifest",
        "alert__run",
        "office",
        "assignee",
        "bundle",
        "snooze",
        "merged_into__alert",
    )
    own = get_object_or_404(rows, alert=pk)
    return own.alert, own


def _back(request: HttpRequest) -> str:
    """The list the reader came from, where it is one of ours."""
    url = request.GET.get("next", "") or request.POST.get("next", "")
    return url if url_has_allowed_host_and_scheme(url, allowed_hosts=None) else ""


def done(request: HttpRequest, said: str, name: str, *keys: int) -> HttpResponse:
    """Says what was done and goes on: to the list the reader came from, else to a page."""
    messages.success(request, said)
    return redirect(_back(request) or reverse(name, args=keys))
