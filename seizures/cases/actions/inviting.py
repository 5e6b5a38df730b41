"""One-time links of declarants: issued by an officer, opened once in one browser, revoked."""

import datetime as dt
import secrets
from hashlib import sha256

from django.utils.translation import gettext_lazy as _

from seizures.cases.choices import Audience
from seizures.cases.models import DeclarantLink, SeizureCase
from seizures.cases.officers import require_officer
from seizures.cases.versions import step_reached
from seizures.core import clock
from seizures.core.actor import Actor
from seizures.core.database import atomic, hold
from seizures.core.errors import Refused
from seizures.journal.actions import record

MOST_DAYS, BYTES = 60, 24
LANGUAGES = ("en", "ko", "zh-hans")


def digest(secret: str) -> str:
    """What is kept of a token or key; long random secrets need no salt."""
    return sha256(secret.encode()).hexdigest()


def actor_of(link: DeclarantLink) -> Actor:
    """The actor behind an opened link."""
    return Actor(kind="link", id=str(link.pk), name=link.recipient, role="declarant")


def issue_link(case: SeizureCase, *, recipient: str, email: str = "", language: str, days: int,
               by: Actor) -> tuple[DeclarantLink, str]:  # fmt: skip
    """A new link and its token, which is told this once and never kept.

    Links still open for the same recipient end with it, so that a lost letter opens nothing.
    """
    require_officer(by, case.administration)
    name = " ".join(recipient.split())[:200]
    if not name:
        raise Refused(_("Name the person the link is for."), field="recipient")
    if language not in LANGUAGES:
        raise Refused(_("Choose the language of the letter."), field="language")
    if not 1 <= days <= MOST_DAYS:
        raise Refused(_("A link is valid for 1 to 60 days."), field="days")
    token = secrets.token_urlsafe(BYTES)
    with atomic():
        case = hold(SeizureCase.objects.select_related("right__holder"), pk=case.pk)
        if case.is_closed:
            raise Refused(_("This case is closed."))
        if not step_reached(case, Audience.DECLARANT):
            raise Refused(_("The declarant has not been told of this case yet. Notify it first."))
        for old in case.links.live().filter(recipient=name):
            _end(old, str(_("Replaced by a new link")), by)
        link = DeclarantLink.objects.create(
            case=case, recipient=name, email=email.strip(), language=language,
            token_digest=digest(token), by_name=by.name,
            expires_at=clock.now() + dt.timedelta(days=days),
        )  # fmt: skip
        record("link.issued", kind="case", key=case.pk, by=by, reference=case.number, link=link.pk,
               administration=case.administration, recipient=name, days=days)  # fmt: skip
    return link, token


def revoke_link(link: DeclarantLink, *, reason: str, by: Actor) -> DeclarantLink:
    """Ends a link at once, in the browser that opened it too; ending it twice is once."""
    require_officer(by, link.case.administration)
    if not reason.strip():
        raise Refused(_("Say why the link is revoked."), field="reason")
    with atomic():
        row: DeclarantLink = hold(DeclarantLink.objects.select_related("case"), pk=link.pk)
        if row.revoked_at is None:
            _end(row, reason.strip()[:300], by)
    return row


def open_link(token: str) -> tuple[DeclarantLink, str]:
    """Binds a link to the browser that opens it first; answers it with that browser's key.

    Everything that fails is refused alike, with what to do; it is journalled where the link is
    known. Raises Refused.
    """
    found = DeclarantLink.objects.filter(token_digest=digest(token)).first()
    if found is None:
        raise _closed()
    with atomic():
        link: DeclarantLink = hold(DeclarantLink.objects.select_related("case"), pk=found.pk)
        is_live = link.revoked_at is None and link.expires_at > clock.now()
        if not is_live or link.browser_digest:
            why = "used" if is_live else "over"
            _note("link.turned_away", link, why=why)
            key = ""
        else:
            key = secrets.token_urlsafe(BYTES)
            link.browser_digest, link.opened_at = digest(key), clock.now()
            link.openings += 1
            link.save(update_fields=["browser_digest", "opened_at", "openings"])
            _note("link.opened", link)
    if not key:
        raise _closed()
    return link, key


def return_by_link(pk: int, key: str) -> DeclarantLink | None:
    """The link of a browser that opened it before and comes back with its key, or None."""
    link: DeclarantLink | None = (
        DeclarantLink.objects.live().filter(pk=pk)
        .select_related("case__right__holder", "case__consignment", "case__office",
                        "case__recordation").first()
    )  # fmt: skip
    if link is None or not link.browser_digest:
        return None
    return link if secrets.compare_digest(link.browser_digest, digest(key)) else None


def note_visit(link: DeclarantLink) -> None:
    """Journals that the declarant opened its page again."""
    with atomic():
        row: DeclarantLink = hold(DeclarantLink.objects.select_related("case"), pk=link.pk)
        row.openings += 1
        row.save(update_fields=["openings"])
        _note("link.opened", row)


def _closed() -> Refused:
    return Refused(_("This link does not open anything: it was used in another browser, has "
                     "expired or was replaced. Ask the customs office named in your letter for a "
                     "new one."))  # fmt: skip


def _end(link: DeclarantLink, reason: str, by: Actor) -> None:
    link.revoked_at, link.revoked_reason = clock.now(), reason
    link.save(update_fields=["revoked_at", "revoked_reason"])
    record("link.revoked", kind="case", key=link.case_id, by=by, reference=link.case.number,
           administration=link.case.administration, link=link.pk, reason=reason)  # fmt: skip


def _note(verb: str, link: DeclarantLink, **data: str) -> None:
    record(verb, kind="case", key=link.case_id, by=actor_of(link), reference=link.case.number,
           administration=link.case.administration, link=link.pk, **data)  # fmt: skip
