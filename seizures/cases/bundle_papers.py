"""The readable papers of a bundle: its index and its journal, in the reader's language."""

from django.utils.translation import gettext as _

from seizures.cases.facts import procedure_of
from seizures.cases.models import SeizureCase
from seizures.cases.papers import Paper, Table, set_paper
from seizures.core import clock
from seizures.core.languages import pick
from seizures.journal.models import Entry
from seizures.law.errors import LawError


def index_paper(case: SeizureCase, rows: list[tuple[str, str, int]],
                titles: dict[str, tuple[str, str]], language: str) -> bytes:  # fmt: skip
    """The index as PDF: every file with its size and hash, and the chain of custody."""
    listed = [[titles.get(path, ("", ""))[0], titles.get(path, ("", path))[1] or path,
               path.removeprefix("data/"), f"{size:,}", digest]
              for path, digest, size in sorted(rows)]  # fmt: skip
    return set_paper(Paper(
        title=_("Case bundle %(number)s") % {"number": case.number},
        subtitle=pick(procedure_of(case).titles), reference=case.number, language=language,
        issued_on=clock.today(case.administration), facts=_facts(case),
        tables=[
            Table(_("Files"), [_("Kind"), _("Title"), _("File"), _("Bytes"), "SHA-256"], listed,
                  [2, 4, 4, 0, 3], (2, 4)),
            Table(_("Chain of custody"), [_("Item"), _("Handed over by"), _("Handed over to"),
                                          _("Place"), _("Seal"), _("When")],
                  _custody(case), [1, 2, 2, 2, 2, 2]),
            Table(_("Goods"), [_("Control number"), _("Goods"), _("Quantity")], _goods(case),
                  [2, 4, 1]),
        ],
        notes=[_("verify_bundle.py in this bundle proves that nothing was changed. Ask the office "
                 "for the seal of the bundle and compare.")],
    ))  # fmt: skip


def _facts(case: SeizureCase) -> list[tuple[str, str]]:
    cargo = case.consignment
    return [
        (_("Right"), case.right.mark), (_("Right holder"), case.right.holder.name),
        (_("Consignment"), cargo.reference), (_("Consignor"), cargo.shipper_name or "—"),
        (_("Consignee"), cargo.consignee_name or "—"),
        (_("Opened"), clock.day_of(case.opened_at, case.administration).isoformat()),
    ]  # fmt: skip


def _custody(case: SeizureCase) -> list[list[str]]:
    found = []
    for item in case.evidence.prefetch_related("hand_overs").order_by("number"):
        for row in item.hand_overs.all():
            at = row.settled_at or row.offered_at
            seal = " → ".join(dict.fromkeys(filter(None, [row.seal_before, row.seal_after])))
            found.append(
                [
                    f"E{item.number}",
                    f"{row.giver} {row.giver_office}".strip(),
                    f"{row.receiver} {row.receiver_office}".strip(),
                    row.place,
                    seal or "—",
                    f"{_when(case, at)} {row.get_status_display()}",
                ]
            )
    return found


def _goods(case: SeizureCase) -> list[list[str]]:
    return [[goods.control_number, goods.description,
             f"{goods.quantity.normalize():f} {goods.unit}"]
            for goods in case.goods.select_related("case").order_by("id")]  # fmt: skip


def _when(case: SeizureCase, at: object) -> str:
    local = at.astimezone(clock.zone(case.administration))  # type: ignore[attr-defined]
    return str(local.strftime("%Y-%m-%d %H:%M"))


def journal_paper(case: SeizureCase, language: str) -> bytes:
    """The journal of the case as PDF, an entry a row with its digest."""
    rows = [[f"{entry.chain}/{entry.sequence}", _when(case, entry.at), _what(case, entry),
             entry.actor_name, entry.basis, entry.digest]
            for entry in Entry.objects.about("case", case.pk)]  # fmt: skip
    return set_paper(Paper(
        title=_("Journal of %(number)s") % {"number": case.number},
        subtitle=pick(procedure_of(case).titles), reference=case.number, language=language,
        issued_on=clock.today(case.administration),
        tables=[Table(_("Entries"), [_("Link"), _("When"), _("What"), _("Who"), _("Basis"),
                                     _("Digest")], rows, [0, 0, 3, 2, 3, 3], (5,))],
    ))  # fmt: skip


def _what(case: SeizureCase, entry: Entry) -> str:
    """The step's title for a step of the procedure, else the verb of the journal."""
    verb, _dot, code = entry.verb.partition(".")
    if verb == "case":
        try:
            return pick(procedure_of(case).step(code).titles)
        except LawError:
            pass
    told = entry.data.get("item") or entry.data.get("letter") or entry.data.get("order") or ""
    return f"{entry.verb} {told}".strip()
