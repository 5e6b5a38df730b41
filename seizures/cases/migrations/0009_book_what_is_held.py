"""Books the securities that were lodged before there was a ledger, so that they can be returned."""

from django.db import migrations
from django.utils import timezone


def book(apps, schema_editor):
    """One posting for each security held; what was settled before stays out of the books."""
    get = lambda name: apps.get_model("cases", name)  # noqa: E731
    key = schema_editor.connection.alias
    rows = get("Security").objects.using(key).filter(status="held", lodged__gt=0)
    for row in rows.select_related("case").iterator():
        case = row.case
        place = get("Posting").objects.using(key).filter(case=case).count() + 1
        posting = get("Posting").objects.using(key).create(
            number=f"{case.number}/{place}", place=place, administration=case.administration,
            case=case, kind="lodged", reference=row.reference, basis=row.basis,
            at=row.lodged_at or timezone.now(), by_name="system",
        )  # fmt: skip
        accounts = [
            get("Account").objects.using(key).get_or_create(
                administration=case.administration, code=code, currency=row.currency, case=case,
                guarantee=None)[0]
            for code in ("cash" if row.form == "cash" else "paper",
                         "owner_deposit" if row.kind == "counter" else "holder_deposit")
        ]  # fmt: skip
        get("PostingLine").objects.using(key).create(
            posting=posting, debit=accounts[0], credit=accounts[1], amount=row.lodged,
            currency=row.currency,
        )  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [("cases", "0008_links_and_marks")]
    operations = [migrations.RunPython(book, migrations.RunPython.noop)]
